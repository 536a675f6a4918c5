// Stand-ins for what a browser has and Node has not: caches that hold their
// answers in memory, and a network that is a list of answers.

/** @typedef {{ url: string, headers: Headers, cache: RequestCache, signal: AbortSignal }} Asked */
/** @typedef {Response | Error | Promise<Response> | ((asked: Asked) => Response | Promise<Response>)} Answer */

/** The address that a request or a text names, without its fragment.
 * @param {RequestInfo | URL} request */
const urlOf = request => {
  const url = new URL(request instanceof Request ? request.url : String(request));
  url.hash = '';
  return url.href;
};

/** A cache, oldest first. */
export class MemoryCache {
  /** @type {Map<string, Response>} */
  #answers = new Map();
  /** What `put` throws instead of storing.
   * @type {Error | undefined} */
  fault;

  /** @param {typeof fetch} fetch what `addAll` asks */
  constructor(fetch) {
    this.fetch = fetch;
  }

  /** @param {Request[]} requests */
  async addAll(requests) {
    const responses = await Promise.all(requests.map(request => this.fetch(request)));
    if (responses.some(({ ok }) => !ok)) throw new TypeError('Request failed');
    await Promise.all(responses.map((response, at) => this.put(/** @type {Request} */ (requests[at]), response)));
  }

  /** @param {RequestInfo | URL} request */
  async match(request) {
    return this.#answers.get(urlOf(request))?.clone();
  }

  /** @param {RequestInfo | URL} request @param {Response} response */
  async put(request, response) {
    const bytes = await response.arrayBuffer();
    if (this.fault) throw this.fault;
    this.#answers.set(urlOf(request), new Response(bytes, { headers: response.headers }));
  }

  /** @param {RequestInfo | URL} request */
  async delete(request) {
    return this.#answers.delete(urlOf(request));
  }

  async keys() {
    return [...this.#answers.keys()].map(url => new Request(url));
  }
}

/** All caches of an origin. */
export class MemoryCaches {
  /** @type {Map<string, MemoryCache>} */
  #caches = new Map();

  /** @param {typeof fetch} [fetch] what `addAll` asks */
  constructor(fetch = globalThis.fetch) {
    this.fetch = fetch;
  }

  /** @param {string} name */
  async open(name) {
    const cache = this.#caches.get(name) ?? new MemoryCache(this.fetch);
    this.#caches.set(name, cache);
    return cache;
  }

  /** @param {string} name */
  async has(name) {
    return this.#caches.has(name);
  }

  /** @param {string} name */
  async delete(name) {
    return this.#caches.delete(name);
  }

  async keys() {
    return [...this.#caches.keys()];
  }

  /** @param {RequestInfo | URL} request */
  async match(request) {
    for (const cache of this.#caches.values()) {
      const found = await cache.match(request);
      if (found) return found;
    }
    return undefined;
  }

  /** The addresses in a cache, without the origin; none where there is no such
   * cache.
   * @param {string} name */
  async paths(name) {
    const keys = (await this.#caches.get(name)?.keys()) ?? [];
    return keys.map(({ url }) => new URL(url).pathname).sort();
  }
}

/** An answer as `fetch` gives it of the own site.
 * @param {BodyInit | null} body @param {string} [type] @param {ResponseInit & { redirected?: boolean, kind?: ResponseType, at?: string }} [more] */
export function answer(body, type = 'application/json', { redirected = false, kind = 'basic', at, ...init } = {}) {
  const response = new Response(body, { ...init, headers: { 'content-type': type, ...init.headers } });
  // Of an address that it is sent on to, a page hears nothing.
  const hidden = kind === 'opaqueredirect' && { status: 0, ok: false };
  return own(response, { redirected, type: kind, ...(at && { url: at }), ...hidden });
}

/** A site without a server: what is not in the list has no network. */
export class Network {
  /** Paths in the order that they were asked for.
   * @type {string[]} */
  asked = [];
  /** @type {Asked[]} */
  requests = [];

  /** @param {Record<string, Answer>} [answers] by path */
  constructor(answers = {}) {
    this.answers = answers;
  }

  /** @param {RequestInfo | URL} request @param {RequestInit} [init] @returns {Promise<Response>} */
  fetch = async (request, init = {}) => {
    const url = urlOf(request);
    const asked = request instanceof Request ? request : new Request(url);
    const headers = new Headers(init.headers ?? asked.headers);
    const { pathname } = new URL(url);
    this.asked.push(pathname);
    const sent = { url, headers, cache: init.cache ?? asked.cache, signal: init.signal ?? asked.signal };
    this.requests.push(sent);
    const found = this.answers[pathname];
    if (!found) throw new TypeError('Failed to fetch');
    if (found instanceof Error) throw found;
    return again(await (typeof found === 'function' ? found(sent) : found));
  };
}

/** The same answer, so that it can be given twice.
 * @param {Response} response */
function again(response) {
  const { redirected, type, url, status, ok } = response;
  return own(response.clone(), { redirected, type, url, status, ok });
}

/** Gives an answer what only a browser can give it.
 * @param {Response} response @param {object} values */
function own(response, values) {
  for (const [name, value] of Object.entries(values)) Object.defineProperty(response, name, { value });
  return response;
}
