// @ts-check
// Editions from files: checked, and put where the service worker finds them. The
// form of a `.gazet` file is in docs/format.md, "Signed editions".

import { hash } from "../worker/hash.js";
import { bytesOf, entries } from "./zip.js";

/** Bytes of a document: `DOCUMENT_BYTES` of docs/format.md. */
const DOCUMENT = 8 * 1024 * 1024;
/** Bytes of a picture. */
const PICTURE = 32 * 1024 * 1024;
const CACHE = "gazet-opened-";
const KINDS = /** @type {Record<string, string>} */ ({
  avif: "image/avif", gif: "image/gif", jpeg: "image/jpeg", jpg: "image/jpeg", json: "application/json",
  png: "image/png", svg: "image/svg+xml", webp: "image/webp",
});
/** What an edition is made of; nothing else is kept. */
const OWN = /^(bundle\.json|parts\/[0-9a-f]{32}\.json|images\/[^\\]+\.(avif|gif|jpe?g|png|svg|webp))$/;

/** @typedef {{ id: string, title: string, bytes: number }} Opened */

/** Opens a file and gives the address of its front page. Throws an `Error` whose
 * message is `full`, `large`, `changed`, `broken` or `none`.
 * @param {string} base @param {File} file @param {(share: number) => void} said */
export async function open(base, file, said) {
  if (!globalThis.caches || !navigator.serviceWorker?.controller) throw new Error("none");
  try {
    const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    const isZip = start[0] === 0x50 && start[1] === 0x4b;
    return await (isZip ? packed(base, file, said) : plain(base, file));
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name === "QuotaExceededError") throw new Error("full");
    throw ["full", "large", "changed", "none"].includes(message) ? error : new Error("broken");
  }
}

/** A bundle without pictures.
 * @param {string} base @param {File} file */
async function plain(base, file) {
  if (file.size > DOCUMENT) throw new Error("large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const id = (await hash(bytes.buffer)).slice(0, 16);
  return keep(base, id, file, "file", (put) => put("bundle.json", bytes));
}

/** @param {string} base @param {File} file @param {(share: number) => void} said */
async function packed(base, file, said) {
  const all = await entries(file);
  const named = new Map(all.map((entry) => [entry.name, entry]));
  if (named.size !== all.length) throw new Error("broken");
  const text = async (/** @type {string} */ name) => {
    const entry = named.get(name);
    return entry ? bytesOf(file, entry, DOCUMENT) : undefined;
  };
  const list = await text("SHA256SUMS");
  if (!list) throw new Error("broken");
  const sums = new Map(new TextDecoder().decode(list).split("\n").filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
  const others = all.filter(({ name }) => name !== "SHA256SUMS" && name !== "SHA256SUMS.minisig");
  // A file that the list does not name, or that is missing.
  if (others.length !== sums.size || others.some(({ name }) => !sums.has(name))) throw new Error("changed");
  const signature = await text("SHA256SUMS.minisig");
  const why = signature && (await isSigned(list, new TextDecoder().decode(signature))) ? "signed" : "file";
  const id = (await hash(list.buffer)).slice(0, 16);
  return keep(base, id, file, why, async (put) => {
    let done = 0;
    // The front document last: without it there is no edition.
    const last = (/** @type {{ name: string }} */ { name }) => Number(name === "bundle.json");
    for (const entry of others.sort((a, b) => last(a) - last(b))) {
      const bytes = await bytesOf(file, entry, entry.name.startsWith("images/") ? PICTURE : DOCUMENT);
      if ((await hash(bytes.buffer)) !== sums.get(entry.name)) throw new Error("changed");
      if (OWN.test(entry.name)) await put(entry.name, bytes);
      done += 1;
      said(Math.floor((100 * done) / others.length));
    }
  });
}

/** Whether the key that this site pins signed the list.
 * @param {Uint8Array} list @param {string} signature */
async function isSigned(list, signature) {
  const { base, key, verify } = document.documentElement.dataset;
  if (!key) return false;
  await import(`${base}${verify}`);
  return Boolean(globalThis.gazetSigner(list, signature, key));
}

/** Fills the cache of an edition, whole or not at all.
 * @param {string} base @param {string} id @param {File} file @param {string} why
 * @param {(put: (name: string, bytes: Uint8Array) => Promise<void>) => Promise<void>} fill */
async function keep(base, id, file, why, fill) {
  const front = addressOf(base, id);
  const cache = await caches.open(CACHE + id);
  try {
    await fill(async (name, bytes) => {
      // `..` has many spellings; nothing may climb out of the edition.
      const place = new URL(name, front).href;
      if (!place.startsWith(front)) return;
      const headers = new Headers({ "content-type": KINDS[name.split(".").pop() ?? ""] });
      if (name === "bundle.json") {
        const { format, articles, site } = JSON.parse(new TextDecoder().decode(bytes));
        if (typeof format !== "number" || !Array.isArray(articles) || !site?.title) throw new Error("broken");
        headers.set("Gazet-Kept", why);
        headers.set("Gazet-Fetched", encodeURIComponent(file.name));
        headers.set("Gazet-Title", encodeURIComponent(site.title));
        headers.set("Gazet-Bytes", String(file.size));
      }
      await cache.put(place, new Response(/** @type {BodyInit} */ (bytes), { headers }));
    });
    if (!(await cache.match(`${front}bundle.json`))) throw new Error("broken");
  } catch (error) {
    await caches.delete(CACHE + id);
    throw error;
  }
  return front;
}

/** @param {string} base @param {string} id */
const addressOf = (base, id) => new URL(`${base}storage/${id}/`, location.origin).href;

/** The editions that were opened.
 * @param {string} base @returns {Promise<(Opened & { address: string })[]>} */
export async function list(base) {
  const names = (await globalThis.caches?.keys()) ?? [];
  const ids = names.filter((name) => name.startsWith(CACHE)).map((name) => name.slice(CACHE.length));
  const all = ids.map(async (id) => {
    const address = addressOf(base, id);
    const front = await (await caches.open(CACHE + id)).match(`${address}bundle.json`);
    const title = decodeURIComponent(front?.headers.get("Gazet-Title") ?? "");
    return { id, address, title, bytes: Number(front?.headers.get("Gazet-Bytes")) };
  });
  return (await Promise.all(all)).filter(({ title }) => title);
}

/** Removes an edition, and what its reader kept of it.
 * @param {string} id */
export async function close(id) {
  await caches.delete(CACHE + id);
  for (const key of Object.keys(localStorage)) {
    if (key.includes(`gazet:opened:${id}:`)) localStorage.removeItem(key);
  }
}
