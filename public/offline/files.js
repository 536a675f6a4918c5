// @ts-check
// Files of the site, as they may be kept.

import { hash } from "../worker/hash.js";

/** Milliseconds that a file may take; that of src/services/fetch.rs. */
const DEADLINE = 12000;
/** Milliseconds before the second try. */
const AGAIN = 300;

/** The documents that list the files, for as long as the page lives.
 * @type {Map<string, Promise<any>>} */
const read = new Map();

/** @param {string} base @param {string} path */
export const address = (base, path) => new URL(path, new URL(base, location.origin)).href;

/** A file that is whole, of this site, and what its name promises; asked for
 * twice, the second time past the browser's own cache.
 * @param {string} url @param {string} path @param {AbortSignal} [signal] */
export async function get(url, path, signal) {
  try {
    return await once(url, path, "default", signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
    return once(url, path, "reload", signal);
  }
}

/** @param {string} url @param {string} path @param {RequestCache} cache @param {AbortSignal} [signal] */
async function once(url, path, cache, signal) {
  const late = AbortSignal.timeout(DEADLINE);
  const both = signal && AbortSignal.any ? AbortSignal.any([signal, late]) : (signal ?? late);
  // The service worker leaves alone what says so.
  const response = await fetch(url, { cache, headers: { "Gazet-Keep": "1" }, signal: both });
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || response.redirected || type.includes("html")) throw new TypeError(`status ${response.status}`);
  const bytes = await response.arrayBuffer();
  const name = /^parts\/([0-9a-f]+)\.json$/.exec(path)?.[1];
  if (name && (await hash(bytes)).slice(0, name.length) !== name) throw new TypeError("wrong bytes");
  return new Response(bytes, { headers: { "content-type": type, "content-length": String(bytes.byteLength) } });
}

/** A document of the site; the index for as long as the page lives.
 * @param {string} base @param {string} path */
export function json(base, path) {
  const url = address(base, path);
  const known = read.get(url);
  if (known) return known;
  const asked = fetch(url, { signal: AbortSignal.timeout(DEADLINE) }).then((response) => {
    if (!response.ok) throw new TypeError(`status ${response.status}`);
    return response.json();
  });
  read.set(url, asked);
  asked.catch(() => read.delete(url));
  return asked;
}

/** Asks for the lists anew, when there may be another edition. */
export const renew = () => read.clear();
