// The service worker, running in Node with caches and a network that are lists.

import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import { MemoryCaches, Network } from './fakes.mjs';

/** @typedef {import('./fakes.mjs').Answer} Answer */

export const ORIGIN = 'https://paper.example';
export const BASE = '/daily/';
const file = fileURLToPath(new URL('../../public/worker/index.js', import.meta.url));
const { outputFiles } = buildSync({ entryPoints: [file], bundle: true, format: 'iife', write: false });
const source = outputFiles[0]?.text ?? '';
/** The worker waits for seconds; here it takes so many times less. */
const HASTE = 100;

/** What `gazet build` writes into precache.js. */
export const precache = {
  version: '2',
  format: 1,
  limit: 1_000,
  key: '',
  shell: ['app.js', 'shell/index.html'],
  data: ['bundle.json'],
};

/** A worker with its surroundings. */
export class Worker {
  network = new Network();
  caches = new MemoryCaches(this.network.fetch);
  /** @type {Map<string, (event: any) => void>} */
  #listeners = new Map();
  /** What goes on after an answer was given.
   * @type {Promise<unknown>[]} */
  #begun = [];
  /** Messages to the worker that waits.
   * @type {string[]} */
  told = [];
  skipped = 0;
  /** Pages that are open. */
  pages = 1;
  /** @type {{ scope: string, installing: unknown, waiting: unknown }} */
  registration = { scope: `${ORIGIN}${BASE}`, installing: null, waiting: null };

  /** @param {Record<string, Answer>} answers of the network, by path under the base
   * @param {Partial<typeof precache>} [build] what is other in precache.js
   * @param {(bytes: Uint8Array, signature: string, key: string) => string} [gazetSigner] */
  constructor(answers = {}, build = {}, gazetSigner = () => '') {
    this.answers(answers);
    const self = {
      GAZET_PRECACHE: { ...precache, ...build },
      gazetSigner,
      registration: this.registration,
      clients: { matchAll: async () => Array.from({ length: this.pages }) },
      skipWaiting: async () => (this.skipped += 1),
      addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ run) => this.#listeners.set(name, run),
    };
    const hasten = (/** @type {() => void} */ run, /** @type {number} */ time) => setTimeout(run, time / HASTE);
    const globals = { self, caches: this.caches, fetch: this.network.fetch, importScripts: () => {}, setTimeout: hasten };
    compileFunction(source, Object.keys(globals), { filename: file })(...Object.values(globals));
  }

  /** Other answers of the network.
   * @param {Record<string, Answer>} answers */
  answers(answers) {
    this.network.answers = Object.fromEntries(Object.entries(answers).map(([path, own]) => [BASE + path, own]));
  }

  /** Paths under the base that the network was asked for. */
  get asked() {
    return this.network.asked.map(path => path.replace(BASE, ''));
  }

  /** Paths under the base that lie in a cache, once all is done that was begun.
   * @param {string} name */
  async kept(name) {
    await Promise.allSettled(this.#begun);
    return (await this.caches.paths(name)).map(path => path.replace(BASE, ''));
  }

  /** Puts something into a cache.
   * @param {string} name @param {string} path @param {string} text @param {Record<string, string>} [headers] */
  async keep(name, path, text, headers = {}) {
    await (await this.caches.open(name)).put(`${ORIGIN}${BASE}${path}`, new Response(text, { headers }));
  }

  /** The answer to a request; nothing where the worker leaves it alone.
   * @param {string} path under the base, or an address
   * @param {RequestInit & { page?: boolean }} [init] `page` when a page is opened */
  fetch(path, { page = false, ...init } = {}) {
    const request = new Request(new URL(path, `${ORIGIN}${BASE}`), init);
    // Nobody but a browser may make such a request.
    if (page) Object.defineProperty(request, 'mode', { value: 'navigate' });
    /** @type {Promise<Response> | undefined} */
    let answer;
    this.#listeners.get('fetch')?.({
      request,
      respondWith: (/** @type {Promise<Response>} */ given) => (answer = given),
      waitUntil: (/** @type {Promise<unknown>} */ begun) => this.#begun.push(begun),
    });
    return answer;
  }

  /** Lets something happen, and waits for all that it began.
   * @param {'install' | 'message'} name @param {unknown} [data] */
  async happens(name, data) {
    /** @type {Promise<unknown>[]} */
    const begun = [];
    this.#listeners.get(name)?.({ data, waitUntil: (/** @type {Promise<unknown>} */ promise) => begun.push(promise) });
    await Promise.all(begun);
  }
}
