// @ts-check
// What the reader asked to keep for reading without a network. The service
// worker answers from it.
//
// All of it lies in one cache: the files under their own addresses, and for
// each set that was asked for a record under `offline-set/<id>`, which names
// the files. A record is written before the first file, so that what was
// begun can be gone on with, and goes with the cache when the browser throws
// it away: nothing says "kept" that is not.

import { address, get, renew } from "./files.js";
import { bytesOf, plan } from "./plan.js";

/** @typedef {import("./plan.js").File} File */
/** @typedef {{ kind: string, value: string, title: string }} Want */
/** @typedef {Want & { id: string, at: string, files: File[], done: boolean }} Kept */

const CACHE = "gazet-kept";
/** Files asked for at once. */
const AT_ONCE = 4;

/** What is being kept in this tab, with the per cent of each that came.
 * @type {Map<string, { stop: AbortController, share: number }>} */
const running = new Map();

/** What shows a set on the screen.
 * @type {Map<string, () => unknown>} */
const shown = new Map();

/** What names a set on this device.
 * @param {Want} want */
export const idOf = ({ kind, value }) => (kind === "edition" || kind === "saved" ? kind : `${kind}/${value}`);

/** How much of a set that is being kept came.
 * @param {Want} want */
export const shareOf = (want) => running.get(idOf(want))?.share;

/** Has what shows a set hear of each per cent that comes of it, and of its
 * end, whoever began it.
 * @param {Want} want @param {() => unknown} told */
export const follow = (want, told) => void shown.set(idOf(want), told);

/** The sets that were asked for.
 * @param {string} base @returns {Promise<Kept[]>} */
export async function records(base) {
  if (!(await caches.has(CACHE))) return [];
  const cache = await caches.open(CACHE);
  const keys = (await cache.keys()).filter(({ url }) => url.startsWith(place(base, "")));
  return Promise.all(keys.map(async (key) => (await cache.match(key))?.json()));
}

/** Keeps a set, or goes on with it. Rejects with "full", "network", "stopped",
 * "none": there is no such page, or "gone": it was removed meanwhile.
 * @param {string} base @param {Want} want */
export async function save(base, want) {
  const id = idOf(want);
  if (running.has(id)) return;
  const own = { stop: new AbortController(), share: 0 };
  const told = () => void shown.get(id)?.();
  running.set(id, own);
  told();
  try {
    await alone(`gazet-offline ${id}`, async () => {
      const files = await plan(base, want.kind, want.value);
      const record = { ...want, id, at: new Date().toISOString(), files, done: false };
      await write(base, record);
      await take(base, files, own.stop.signal, (share) => {
        if (share !== own.share) [own.share] = [share, told()];
      });
      if (await complete(base, { ...record, done: true })) return;
      await sweep(base);
      throw new Error("gone");
    });
  } catch (error) {
    throw own.stop.signal.aborted ? "stopped" : reason(error);
  } finally {
    running.delete(id);
    told();
  }
}

/** Stops a set that is being kept; what came stays.
 * @param {Want} want */
export function stop(want) {
  running.get(idOf(want))?.stop.abort();
}

/** Removes a set and the files that no other one needs.
 * @param {string} base @param {Want} want */
export async function remove(base, want) {
  stop(want);
  await (await caches.open(CACHE)).delete(place(base, idOf(want)));
  await sweep(base);
}

/** Brings what was kept up to the newest edition: first what is new comes,
 * then what nothing names goes.
 * @param {string} base */
export async function refresh(base) {
  if (!(await caches.has(CACHE))) return;
  renew();
  await alone("gazet-offline", async () => {
    for (const record of await records(base)) {
      if (!record.done || running.has(record.id)) continue;
      const files = await plan(base, record.kind, record.value).catch(() => undefined);
      if (!files || JSON.stringify(files) === JSON.stringify(record.files)) continue;
      await take(base, files, undefined, () => {});
      // An article that is gone from the site stays with the reader.
      const all = ["edition", "section"].includes(record.kind) ? files : merged(files, record.files);
      await complete(base, { ...record, files: all });
    }
    await sweep(base);
  });
}

/** Names of the parts that are on the device, kept or read.
 * @param {string} base */
export async function parts(base) {
  const names = new Set();
  for (const name of ["gazet-data", CACHE]) {
    if (!(await caches.has(name))) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      const found = /\/parts\/([0-9a-f]+)\.json$/.exec(url);
      if (found && url.startsWith(address(base, ""))) names.add(found[1]);
    }
  }
  return [...names].join(" ");
}

/** Removes what was kept of reading along the way: parts beside those of the
 * newest articles, pictures, traces of searches. */
export async function forget() {
  await Promise.all(["gazet-pictures", "gazet-search"].map((name) => caches.delete(name)));
  const cache = await caches.open("gazet-data");
  const keys = (await cache.keys()).filter(({ url }) => url.includes("/parts/"));
  await Promise.all(keys.map((key) => cache.delete(key)));
}

/** Stores the files that are not there yet.
 * @param {string} base @param {File[]} files @param {AbortSignal | undefined} signal
 * @param {(share: number) => void} told */
async function take(base, files, signal, told) {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map((key) => key.url));
  // The front document is the one file that changes under its name.
  const left = files.filter(([path]) => path === "bundle.json" || !there.has(address(base, path)));
  const all = bytesOf(files);
  let done = all - bytesOf(left);
  const queue = left.values();
  const work = async () => {
    for (const [path, bytes] of queue) {
      signal?.throwIfAborted();
      const url = address(base, path);
      await cache.put(url, await get(url, path, signal));
      done += bytes;
      told(Math.floor((100 * done) / Math.max(all, 1)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Removes files that no record names.
 * @param {string} base */
async function sweep(base) {
  const list = await records(base);
  if (!list.length) return void (await caches.delete(CACHE));
  const named = new Set(list.flatMap(({ id, files }) => [place(base, id), ...files.map(([path]) => address(base, path))]));
  const cache = await caches.open(CACHE);
  const keys = (await cache.keys()).filter(({ url }) => !named.has(url));
  await Promise.all(keys.map((key) => cache.delete(key)));
}

/** Writes the record of a set whose files came, if it is still there: another
 * tab, or the browser, may have removed it meanwhile.
 * @param {string} base @param {Kept} record */
async function complete(base, record) {
  const isThere = (await records(base)).some(({ id }) => id === record.id);
  if (isThere) await write(base, record);
  return isThere;
}

/** @param {string} base @param {Kept} record */
async function write(base, record) {
  const cache = await caches.open(CACHE);
  const headers = { "content-type": "application/json" };
  await cache.put(place(base, record.id), new Response(JSON.stringify(record), { headers }));
}

/** One at a time over all tabs, where the browser has locks.
 * @param {string} name @param {() => Promise<void>} work */
const alone = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

/** @param {string} base @param {string} id */
const place = (base, id) => address(base, `offline-set/${encodeURIComponent(id)}`);
/** @param {File[]} some @param {File[]} more @returns {File[]} */
const merged = (some, more) => [...new Map([...more, ...some])].sort(([a], [b]) => (a < b ? -1 : 1));

/** @param {unknown} error */
function reason(error) {
  if (error instanceof DOMException && error.name === "QuotaExceededError") return "full";
  if (error instanceof Error && ["none", "gone"].includes(error.message)) return error.message;
  return "network";
}
