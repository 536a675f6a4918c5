// @ts-check
// Which files a set of articles is made of, by the lists of the site, which
// docs/format.md describes.

import { json } from "./files.js";

/** @typedef {[path: string, bytes: number]} File */
/** @typedef {{ articles: number, bytes: number }} Sum */
/** @typedef {Sum & { sections: (Sum & { path: string })[] }} Sums */

/** What could be kept: articles and bytes of the edition and of each section.
 * @param {string} base @returns {Promise<Sums>} */
export const sums = (base) => json(base, "offline.json");

/** @param {File[]} files */
export const bytesOf = (files) => files.reduce((bytes, [, own]) => bytes + own, 0);

/** The files of a set, each once.
 * @param {string} base @param {string} kind @param {string} value @returns {Promise<File[]>} */
export async function plan(base, kind, value) {
  const { shared, shards } = await json(base, "offline.json");
  /** @type {(route: string, section: string) => boolean} */
  let wanted = () => true;
  let asked = shards;
  if (kind === "section") {
    wanted = (_, section) => section === value || section.startsWith(`${value}/`);
  } else if (kind !== "edition") {
    const routes = new Set(value.split(" ").filter(Boolean).map((slug) => `article/${slug}`));
    wanted = (route) => routes.has(route);
    asked = [...new Set([...routes].map((route) => shards[shardOf(route, shards.length)]))];
  }
  /** @type {Map<string, number>} */
  const files = new Map();
  let pages = 0;
  for (const shard of asked) {
    for (const [route, section, own] of (await json(base, `parts/${shard}.json`)).pages) {
      if (!wanted(route, section)) continue;
      pages += 1;
      for (const [path, bytes] of own) files.set(path, bytes);
    }
  }
  if (!pages && kind !== "edition") throw new Error("none");
  for (const [path, bytes] of shared) files.set(path, bytes);
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** FNV-1a over UTF-8, as `gazet_bundle::shard_of` has it.
 * @param {string} route @param {number} shards */
function shardOf(route, shards) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(route)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % shards;
}
