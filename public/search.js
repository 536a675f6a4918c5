// @ts-check
// The full-text search: Pagefind's program on the shards that `gazet build`
// made. The first search loads this file; see decision 017 for why the shards
// are read here and not by Pagefind's own script.

/** Milliseconds that a file may take; that of src/services/fetch.rs. */
const DEADLINE = 12000;
/** Milliseconds before the second try. */
const AGAIN = 300;
/** Shards that one search looks into: the newest 4,096 articles. */
const REACH = 16;
/** Shards asked at once: the newest may hold a handful of articles. */
const TOGETHER = 4;
/** Words of an excerpt, and how many of them before the first that answers. */
const EXCERPT = 32;
const BEFORE = 6;
/** Letters by which an ending may make a term longer than the word it finds. */
const ENDING = 3;
/** Results kept in memory. */
const LEAVES = 100;

/** Pagefind's program: its functions take and give numbers.
 * @typedef {Record<string, (...values: any[]) => any> & { memory: WebAssembly.Memory }} Program */
/** A piece of the index; `at` is where the program keeps it.
 * @typedef {{ meta: string, years: number[], folder: string, wasm: Program, loaded: Map<string, Promise<void>>,
 *   at: number, ready?: Promise<void> }} Shard */
/** @typedef {{ years: number[], languages: string[] }} Manifest */
/** Places of the words that answer, in the text of an article.
 * @typedef {{ l: number }[]} Places */
/** @typedef {{ address: string, score: number, words: Places }} Found */

/** @type {Promise<{ manifest: Manifest, shards: Shard[] }> | undefined} */
let index;
/** @type {Map<string, Promise<string>>} */
const leaves = new Map();

/**
 * What answers, the newest shards first. `terms` are folded words; `filters`
 * are values like `section:news`, all of which must hold. Rejects with the
 * status of a file that failed, 0 without an answer, -1 without one in time.
 * @param {string} base path of the site
 * @param {string[]} terms
 * @param {string[]} filters
 * @param {number} wanted results to give
 * @param {number} steps how far back, in times of REACH
 */
export async function search(base, terms, filters, wanted, steps) {
  index ??= open(base);
  let opened;
  try {
    opened = await index;
  } catch (fault) {
    index = undefined;
    throw fault;
  }
  const { manifest, shards } = opened;
  const query = terms.map(plain).filter(Boolean).join(" ");
  const year = filters.find((filter) => filter.startsWith("year:"))?.slice(5);
  const searched = shards.filter((shard) => !year || shard.years.includes(Number(year)));
  const reach = Math.min(searched.length, REACH * steps);
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {Found[]} */
  const found = [];
  let at = 0;
  for (; at < reach && found.length < wanted; at += TOGETHER) {
    const some = searched.slice(at, Math.min(at + TOGETHER, reach));
    const answers = await Promise.all(some.map((shard) => ask(shard, query, terms.join(" "), filters, counts)));
    found.push(...answers.flat().sort((a, b) => b.score - a.score));
  }
  const shown = await Promise.all(found.slice(0, wanted).map(result));
  return [found.length, at < searched.length, shown, [...counts].flat(), manifest.years.map(String), manifest.languages];
}

/** @param {string} base @returns {Promise<{ manifest: Manifest, shards: Shard[] }>} */
async function open(base) {
  const manifest = await (await get(`${base}search.json`, "no-cache")).json();
  const folder = `${base}pagefind/`;
  const program = await load(`${folder}${manifest.wasm}`);
  const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table: () => fillTable(wasm) } };
  const { instance } = await WebAssembly.instantiate(program, imports);
  const wasm = /** @type {Program & { __wbindgen_externrefs: WebAssembly.Table }} */ (/** @type {unknown} */ (instance.exports));
  wasm.__wbindgen_start();
  const shards = manifest.shards.map((/** @type {{ meta: string, years: number[] }} */ shard, /** @type {number} */ number) => ({ ...shard, folder: `${folder}${number}/`, wasm, loaded: new Map() }));
  return { manifest, shards: shards.reverse() };
}

/** What wasm-bindgen wants to find in its table of values.
 * @param {{ __wbindgen_externrefs: WebAssembly.Table }} wasm */
function fillTable({ __wbindgen_externrefs: table }) {
  const start = table.grow(4);
  table.set(0, undefined);
  [undefined, null, true, false].forEach((value, at) => table.set(start + at, value));
}

/** What a shard answers; adds to the counts of its filters.
 * @param {Shard} shard @param {string} query @param {string} original as it was typed
 * @param {string[]} filters @param {Map<string, number>} counts @returns {Promise<Found[]>} */
async function ask(shard, query, original, filters, counts) {
  shard.ready ??= load(`${shard.folder}${shard.meta}.pf_meta`).then((meta) => {
    shard.at = shard.wasm.init_pagefind(...written(shard.wasm, meta)) >>> 0;
  });
  try {
    await shard.ready;
  } catch (fault) {
    shard.ready = undefined;
    throw fault;
  }
  const wanted = (/** @type {string} */ name, /** @type {string} */ kind, /** @type {string[]} */ ...texts) => JSON.parse(call(shard, name, ...texts))
    .filter(Boolean)
    .map((/** @type {string} */ hash) => chunk(shard, `${hash}.pf_${kind}`, `load_${kind}_chunk`));
  await Promise.all([...wanted("request_indexes", "index", query), ...wanted("request_all_filter_indexes", "filter")]);
  /** @typedef {{ in?: Record<string, number> }} Counts */
  /** @returns {{ results: { p: string, s: number, l: Places }[], filtered_counts: Counts }} */
  const run = (/** @type {string[]} */ values) =>
    JSON.parse(call(shard, "search", query, original, JSON.stringify(values.length ? { in: values } : {}), "", false, false));
  const answer = run(filters);
  const first = answer.results.find(({ l }) => l.length);
  if (first && query && !(await isMeant(shard, first, query))) return [];
  const narrowed = new Set(filters.map(kind));
  const count = (/** @type {Counts} */ of, /** @type {(kind: string) => boolean} */ wants) => Object.entries(of.in ?? {})
    .filter(([value, number]) => number && wants(kind(value)))
    .forEach(([value, number]) => counts.set(value, (counts.get(value) ?? 0) + number));
  count(answer.filtered_counts, (own) => !narrowed.has(own));
  // How many another value of the same list would give; shards of other years
  // were not asked.
  for (const own of narrowed) {
    if (own === "year") continue;
    count(run(filters.filter((filter) => kind(filter) !== own)).filtered_counts, (other) => other === own);
  }
  // Without a word all are alike, and numbered from the oldest.
  if (!query) answer.results.reverse();
  return answer.results.map(({ p, s, l }) => ({ address: `${shard.folder}${p}.json`, score: s, words: l }));
}

/** Pagefind takes the longest word that a term begins with when none begins
 * with the term, be it one letter. An ending may differ, but not more.
 * @param {Shard} shard @param {{ p: string, l: Places }} first @param {string} query */
async function isMeant(shard, { p, l }, query) {
  const pieces = cut(JSON.parse(await leaf(`${shard.folder}${p}.json`)).text);
  const letters = (/** @type {string} */ word) => plain(word).length;
  const longest = (/** @type {string[]} */ words) => Math.max(...words.map(letters));
  return longest(l.map(({ l }) => pieces[l] ?? "")) + ENDING >= longest(query.split(" "));
}

/** @param {string} value */
const kind = (value) => value.slice(0, value.indexOf(":"));

/** Gives the program a file of the shard, once.
 * @param {Shard} shard @param {string} name @param {string} method */
function chunk(shard, name, method) {
  let loading = shard.loaded.get(name);
  if (!loading) {
    loading = load(shard.folder + name).then(
      (bytes) => { shard.at = shard.wasm[method](shard.at, ...written(shard.wasm, bytes)) >>> 0; },
      (fault) => { shard.loaded.delete(name); throw fault; },
    );
    shard.loaded.set(name, loading);
  }
  return loading;
}

/** Calls what takes and gives texts.
 * @param {Shard} shard @param {string} name @param {(string | boolean)[]} values */
function call({ wasm, at }, name, ...values) {
  const bytes = values.flatMap((value) => /** @type {(number | boolean)[]} */ (
    typeof value === "string" ? written(wasm, new TextEncoder().encode(value)) : [value]));
  const [start, length] = wasm[name](at, ...bytes);
  try {
    return new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, start >>> 0, length));
  } finally {
    wasm.__wbindgen_free(start, length, 1);
  }
}

/** Puts bytes into the program's memory.
 * @param {Program} wasm @param {Uint8Array} bytes */
function written(wasm, bytes) {
  const start = wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
  new Uint8Array(wasm.memory.buffer).set(bytes, start);
  return [start, bytes.length];
}

/** The leaf of an article as text, and an excerpt: every second run answers.
 * @param {Found} found */
async function result({ address, words }) {
  const text = await leaf(address);
  return [text, excerpt(JSON.parse(text).text, words.map(({ l }) => l))];
}

/** A file of a result; the last ones are at hand.
 * @param {string} address */
function leaf(address) {
  let loading = leaves.get(address);
  if (!loading) {
    loading = get(address).then((response) => response.text());
    leaves.set(address, loading);
    loading.catch(() => leaves.delete(address));
    if (leaves.size > LEAVES) leaves.delete(/** @type {string} */ (leaves.keys().next().value));
  }
  return loading;
}

/** The words as they were counted, each with what parts it from the next.
 * @param {string} text @returns {string[]} */
const cut = (text) => text.match(/[^ \u200b]+[ \u200b]?/g) ?? [];

/** The words around the first that answer; every second run answers.
 * @param {string} text @param {number[]} places */
function excerpt(text, places) {
  if (!places.length) return [];
  const pieces = cut(text);
  const at = new Set(places);
  const within = (/** @type {number} */ start) => places.filter((place) => place >= start && place < start + EXCERPT - BEFORE).length;
  const best = places.reduce((best, place) => (within(place) > within(best) ? place : best));
  const start = Math.max(0, Math.min(best - BEFORE, pieces.length - EXCERPT));
  const runs = [start ? "… " : ""];
  const say = (/** @type {string} */ piece, /** @type {boolean} */ answers) => (runs.length % 2 === (answers ? 0 : 1) ? (runs[runs.length - 1] += piece) : runs.push(piece));
  pieces.slice(start, start + EXCERPT).forEach((piece, number) => {
    // It matches any text.
    const own = /** @type {RegExpMatchArray} */ (piece.replace("\u200b", "").match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su));
    const [, before, word, after] = own;
    const answers = at.has(start + number) && word !== "";
    say(before, false);
    say(word, answers);
    say(after, false);
  });
  if (start + EXCERPT < pieces.length) say("…", false);
  return runs;
}

/** A term as Pagefind indexes words: letters and digits without their marks,
 * but with the sound marks of kana.
 * @param {string} term */
function plain(term) {
  const bare = term.replace(/[^\p{L}\p{N}\p{M}]/gu, "").normalize("NFD").replace(/(?![\u3099\u309a])\p{M}/gu, "");
  return /[\u3099\u309a]/.test(bare) ? bare.normalize("NFC") : bare;
}

/** The bytes of one of Pagefind's files: packed, and signed within.
 * @param {string} address @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function load(address) {
  const response = await get(address);
  const packed = new Uint8Array(await response.arrayBuffer().catch(() => { throw 0; }));
  // Some hosts unpack what they serve.
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  const bytes = isPacked ? await unpacked(packed) : packed;
  const signed = new TextDecoder().decode(bytes.subarray(0, 12)) === "pagefind_dcd";
  return signed ? bytes.subarray(12) : Promise.reject(404);
}

/** @param {Uint8Array<ArrayBuffer>} packed */
async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} address @param {RequestCache} [cache] @returns {Promise<Response>} */
async function get(address, cache = "default", tries = 2) {
  let fault;
  try {
    const response = await fetch(address, { cache, signal: AbortSignal.timeout(DEADLINE) });
    if (response.ok) return response;
    fault = response.status;
  } catch (error) {
    fault = /** @type {Error} */ (error).name === "TimeoutError" ? -1 : 0;
  }
  if (tries < 2 || (fault > 0 && fault < 500)) throw fault;
  await new Promise((done) => setTimeout(done, AGAIN));
  return get(address, cache, tries - 1);
}
