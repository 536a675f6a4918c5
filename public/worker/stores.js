// @ts-check
// The caches of the worker. A cache that the browser does not open is one that
// holds nothing.

import { within } from "./answers.js";
import { url, version } from "./build.js";

/** The app, styles, icons, an empty page: one build, whole or not at all. */
export const SHELL = `gazet-shell-${version}`;
/** The last good edition, and parts as they were read; those are named by
 * their content, so they never go stale. */
export const DATA = "gazet-data";
/** What the reader asked to keep; only public/offline/ writes it. */
export const KEPT = "gazet-kept";
/** Pictures as they were seen. */
export const PICTURES = "gazet-pictures";
/** Files of the search index as they were read. */
export const SEARCH = "gazet-search";
/** An edition from a file, which public/offline/ writes.
 * @param {string} id */
export const opened = (id) => `gazet-opened-${id}`;

/** Milliseconds that the browser may take to open a cache. */
const ANSWERS = 1000;

/** A cache, or one that holds nothing: where the browser does not answer, as
 * Chromium at times after it threw everything away, the network must.
 * @param {string} name @param {boolean} [read] only one that is there */
export function stored(name, read = false) {
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

/** A file of this build.
 * @param {string} path */
export const own = async (path) => (await stored(SHELL)).match(url(path));

/** What the reader asked to keep.
 * @param {string} path */
export const kept = async (path) => (await stored(KEPT, true)).match(url(path));

/** Removes the oldest of those that count until so many are left.
 * @param {Pick<Cache, "keys" | "delete">} cache @param {number} most @param {(url: string) => boolean} counts */
export async function bound(cache, most, counts) {
  const keys = (await cache.keys()).filter((key) => counts(key.url));
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}
