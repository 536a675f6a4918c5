// @ts-check
// The service worker: the shell and the edition open without a network.
//
// Its caches:
//   gazet-shell-<version>  the app, styles, icons, an empty page: one build, whole or not at all
//   gazet-data             the last good edition, and parts as they were read; named by their
//                          content, so they never go stale
//   gazet-kept             what the reader asked to keep; only public/offline/ writes it
//   gazet-opened-<id>      an edition from a file; public/offline/ writes it
//   gazet-pictures, gazet-search    as they were seen
// No state lives in this script, which the browser may stop at any moment.

// A host may send the policy of trusted types with this script.
const policy = self.trustedTypes?.createPolicy("gazet", { createScriptURL: (name) => name });
/** @param {string} name */
const load = (name) => importScripts(policy?.createScriptURL(name) ?? name);

load("precache.js"); // self.GAZET_PRECACHE
const { version, format, limit, key, shell, data } = self.GAZET_PRECACHE;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
// A site that pins a key shows no edition that is not signed with it.
const verifier = key && shell.find((path) => path.startsWith("verify-"));
if (verifier) load(verifier); // self.gazetSigner
const SHELL = `gazet-shell-${version}`;
const DATA = "gazet-data";
const KEPT = "gazet-kept";
const PICTURES = "gazet-pictures";
const SEARCH = "gazet-search";
const scope = new URL(worker.registration.scope);
/** Milliseconds that the network may take before what is kept is shown. */
const PATIENCE = 4000;
/** Milliseconds without a byte after which a picture is given up. */
const SILENCE = 30_000;
/** Milliseconds that the browser may take to open a cache. */
const ANSWERS = 1000;
/** Parts kept beside those of the newest articles: a hundred articles read are three each. */
const PARTS_KEPT = 300;
/** Pictures kept: about 20 MB of this edition's illustrations. */
const PICTURES_KEPT = 200;
/** Files of the index kept, of 2 to 60 KB: the traces of some thirty searches. */
const SEARCH_KEPT = 400;
/** Says that the network did not give it: why, and when it did last. */
const WHY = "Gazet-Kept";
const WHEN = "Gazet-Fetched";
/** The signature, for the page, which verifies for itself. */
const SIGNATURE = "Gazet-Signature";
/** Milliseconds before a signature is asked for again: it may be about to be replaced. */
const AGAIN = 1000;

/** @param {string} path */
const url = (path) => new URL(path, scope).href;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("message", (event) => {
  if (event.data === "rest") event.waitUntil(rest());
  if (event.data === "go") event.waitUntil(worker.skipWaiting());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const target = new URL(request.url);
  if (request.method !== "GET" || target.origin !== scope.origin) return;
  // What public/offline/ asks for it keeps itself.
  if (request.headers.has("Gazet-Keep")) return;
  if (!target.pathname.startsWith(scope.pathname)) return;
  const path = target.pathname.slice(scope.pathname.length);
  const [, id] = /^storage\/([0-9a-f]{16})\//.exec(path) ?? [];
  if (id) event.respondWith(request.mode === "navigate" ? blank() : opened(request, id));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (path === "bundle.json") event.respondWith(edition(request));
  else if (path === "search.json" || path === "offline.json") event.respondWith(freshest(request));
  else if (path.startsWith("parts/")) event.respondWith(part(request, path));
  else if (path.startsWith("images/")) event.respondWith(picture(request));
  else if (path.startsWith("pagefind/")) event.respondWith(seen(request, SEARCH, SEARCH_KEPT));
  else event.respondWith(file(request));
});

/** Stores the whole shell, or throws and leaves the old one in charge. */
async function install() {
  try {
    const cache = await caches.open(SHELL);
    await cache.addAll(shell.map((path) => new Request(url(path), { cache: "reload" })));
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  // The edition is worth having, but a missing part must not stop the app.
  await Promise.allSettled(data.map(async (path) => {
    const request = new Request(url(path));
    if (path.startsWith("parts/")) return part(request, path, false);
    return path === "bundle.json" ? edition(request) : freshest(request);
  }));
}

/** Removes the shells of other builds, and what a broken install left behind. */
async function tidy() {
  if (worker.registration.installing || worker.registration.waiting) return;
  const old = (await caches.keys()).filter((name) => name.startsWith("gazet-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The network's page, with its text already in it; the empty one without.
 * @param {Request} request */
async function page(request) {
  try {
    const response = await within(PATIENCE, fetch(request));
    if (response.ok || response.status === 404 || response.type === "opaqueredirect") return response;
    throw new Error(String(response.status));
  } catch {
    return blank();
  }
}

/** The page without a text. */
async function blank() {
  const empty = (await own("shell/index.html")) ?? (await repaired("shell/index.html"));
  // A host may have sent it on to another address, which no page may show.
  return empty ? new Response(empty.body, { headers: empty.headers }) : nothing();
}

/** A file of an edition that was opened: no network has it.
 * @param {Request} request @param {string} id */
async function opened(request, id) {
  const cache = await stored(`gazet-opened-${id}`, true);
  return (await cache.match(request)) ?? new Response(null, { status: 404 });
}

/** A page has loaded, and nothing is under way: what waits takes over, unless
 * another page is open, too. Not earlier: Chromium loses a request that is made
 * while one worker follows another, and the page never ends loading. */
async function rest() {
  if (!(await own("shell/index.html"))) await install().catch(() => {});
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > 1) return;
  const { waiting } = worker.registration;
  if (waiting) waiting.postMessage("go");
  else await tidy();
}

/** What a browser shows whose caches were emptied and that has no network. */
function nothing() {
  const text = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    + "<title>No connection</title><h1>No connection</h1><p>The browser has removed what this paper kept on the "
    + "device, and there is no network. Your saved articles and settings are still here. <a href=''>Try again</a> once you are connected.</p>";
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
  return new Response(text, { status: 503, headers });
}

/** The newest edition that is whole and understood; else the last good one,
 * with the reason.
 * @param {Request} request */
async function edition(request) {
  const cache = await stored(DATA);
  const network = fetch(request, { cache: "no-cache" });
  /** @type {Response | undefined} */
  let answer;
  let why;
  try {
    answer = await within(PATIENCE, network);
    why = await fault(answer.clone());
    if (!why) {
      const headers = new Headers(answer.headers);
      headers.set(WHEN, new Date().toISOString());
      const body = await answer.clone().blob();
      const signature = key && (await signed(body));
      if (key) headers.set(SIGNATURE, encodeURIComponent(signature));
      if (!key || signature) {
        const good = new Response(body, { headers });
        await cache.put(url("bundle.json"), good.clone()).catch(() => {});
        return good;
      }
      why = "signature";
    }
  } catch (error) {
    why = error instanceof Late ? "late" : "offline";
  }
  const last = (await cache.match(url("bundle.json"))) ?? (await kept("bundle.json"));
  if (!last) return answer ?? network;
  answer?.body?.cancel();
  const headers = new Headers(last.headers);
  headers.set(WHY, why);
  return new Response(last.body, { headers });
}

/** The signature of an edition, when it is the pinned key's.
 * @param {Blob} body @param {boolean} [again] @returns {Promise<string>} */
async function signed(body, again = true) {
  const response = await within(PATIENCE, fetch(url("bundle.json.minisig"), { cache: "no-cache" }));
  const signature = response.ok ? await response.text() : "";
  const bytes = new Uint8Array(await body.arrayBuffer());
  if (self.gazetSigner(bytes, signature, key)) return signature;
  if (!again) return "";
  await new Promise((resolve) => setTimeout(resolve, AGAIN));
  return signed(body, false);
}

/** Why an answer is no edition that can be shown; empty when it is one.
 * @param {Response} response */
async function fault(response) {
  if (!response.ok) return `status ${response.status}`;
  const text = await within(PATIENCE, read(response)).catch((error) => error);
  if (text instanceof Error) return text instanceof Late ? "late" : text.message === "large" ? "large" : "broken";
  if (/^\s*</.test(text)) return "html";
  try {
    return JSON.parse(text).format > format ? "newer" : "";
  } catch {
    return "broken";
  }
}

/** The text, piece by piece: a small compressed answer can grow without bound.
 * @param {Response} response */
async function read(response) {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > limit) {
      // Not awaited: it ends when the other half of a clone is read, too.
      void reader?.cancel();
      throw new Error("large");
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The newest there is; the last good one where there is no network.
 * @param {Request} request */
async function freshest(request) {
  const cache = await stored(DATA);
  const place = request.url.split("?")[0];
  try {
    const response = await within(PATIENCE, fetch(request));
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    if (isOwn(response, "json")) await cache.put(place, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const last = await cache.match(place);
    if (last) return last;
    throw error;
  }
}

/** A part, which is only kept when its bytes are what its name promises.
 * @param {Request} request @param {string} path @param {boolean} [bounded] */
async function part(request, path, bounded = true) {
  const cache = await stored(DATA);
  const hit = (await cache.match(request)) ?? (await kept(path));
  if (hit) return hit;
  const first = await fetch(request);
  if (!isOwn(first, "json")) return first;
  let bytes = await first.arrayBuffer();
  let good = await isNamed(bytes, path);
  if (!good) {
    // The browser's own cache may hold it so, and for a year.
    const second = await fetch(request, { cache: "reload" });
    if (!isOwn(second, "json")) return second;
    bytes = await second.arrayBuffer();
    good = await isNamed(bytes, path);
  }
  const answer = new Response(bytes, { headers: first.headers });
  if (good) {
    await cache.put(request, answer.clone()).catch(() => {});
    if (bounded) await bound(cache, PARTS_KEPT, (key) => key.includes("/parts/") && !data.includes(pathOf(key)));
  }
  return answer;
}

/** Whether a file begins with the hash that its name holds, as
 * docs/format.md says.
 * @param {ArrayBuffer} bytes @param {string} path */
async function isNamed(bytes, path) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 16);
  return path === `parts/${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}.json`;
}

/** A picture: as it was seen, as it was kept, from the network; without one,
 * another size of the same.
 * @param {Request} request */
async function picture(request) {
  const path = pathOf(request.url);
  try {
    return (await kept(path)) ?? (await seen(request, PICTURES, PICTURES_KEPT));
  } catch (error) {
    // `name.800.webp`, `name.1600.webp` and `name.jpg` show the same.
    const stem = `${path.replace(/[^/]*$/, "")}${path.split("/").pop()?.split(".")[0]}.`;
    for (const name of [KEPT, PICTURES]) {
      const cache = await stored(name, true);
      const other = (await cache.keys()).find((key) => pathOf(key.url).startsWith(stem));
      const found = other && (await cache.match(other));
      if (found) return found;
    }
    throw error;
  }
}

/** What was seen before, else the network's answer; the oldest goes first.
 * @param {Request} request @param {string} name @param {number} most */
async function seen(request, name, most) {
  const cache = await stored(name);
  const hit = await cache.match(request);
  if (hit) return hit;
  const response = await whole(request);
  if (isOwn(response)) {
    await cache.put(request, response.clone()).catch(() => {});
    await bound(cache, most, () => true);
  }
  return response;
}

/** The network's answer once it is whole, given up after so long without a byte:
 * six pictures that hang hold all connections of the host.
 * @param {Request} request */
async function whole(request) {
  const stop = new AbortController();
  request.signal.addEventListener("abort", () => stop.abort());
  try {
    const response = await within(SILENCE, fetch(request, { signal: stop.signal }));
    const reader = response.clone().body?.getReader();
    while (reader && !(await within(SILENCE, reader.read())).done);
    return response;
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** A file of the app: of this build, else the network's, else of a build
 * whose pages are still open.
 * @param {Request} request */
async function file(request) {
  const path = pathOf(request.url);
  const found = (await own(path)) ?? (await (shell.includes(path) ? repaired(path) : caches.match(request)));
  return found ?? fetch(request);
}

/** @param {string} path */
const own = async (path) => (await stored(SHELL)).match(url(path));

/** What the reader asked to keep.
 * @param {string} path */
const kept = async (path) => (await stored(KEPT, true)).match(url(path));

/** Puts back a file of the shell that the browser threw away.
 * @param {string} path */
async function repaired(path) {
  try {
    const response = await fetch(url(path), { cache: "no-cache" });
    if (!isOwn(response) || response.redirected) return undefined;
    await (await stored(SHELL)).put(url(path), response.clone()).catch(() => {});
    return response;
  } catch {
    return undefined;
  }
}

/** Removes the oldest of those that count until so many are left.
 * @param {Pick<Cache, "keys" | "delete">} cache @param {number} most @param {(url: string) => boolean} counts */
async function bound(cache, most, counts) {
  const keys = (await cache.keys()).filter((key) => counts(key.url));
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

/** A whole answer of this site, not of a page that it was sent on to.
 * @param {Response} response @param {string} [kind] */
function isOwn(response, kind = "") {
  const type = response.headers.get("content-type") ?? "";
  const isRight = kind ? type.includes(kind) : !type.includes("html") || response.url.endsWith(".html");
  return response.status === 200 && response.type === "basic" && isRight;
}

/** A cache, or one that holds nothing: where the browser does not answer, as
 * Chromium at times after it threw everything away, the network must.
 * @param {string} name @param {boolean} [read] only one that is there */
async function stored(name, read = false) {
  const open = async () => (!read || (await caches.has(name)) ? caches.open(name) : NOTHING);
  return within(ANSWERS, open()).catch(() => NOTHING);
}

/** @type {Pick<Cache, "match" | "put" | "keys" | "delete">} */
const NOTHING = {
  match: async () => undefined,
  put: async (_, response) => void response.body?.cancel(),
  keys: async () => [],
  delete: async () => false,
};

/** @param {string} address */
const pathOf = (address) => new URL(address).pathname.slice(scope.pathname.length);

class Late extends Error {}

/** @template T @param {number} milliseconds @param {Promise<T>} promise @returns {Promise<T>} */
function within(milliseconds, promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Late()), milliseconds));
  return Promise.race([promise, /** @type {Promise<never>} */ (late)]);
}
