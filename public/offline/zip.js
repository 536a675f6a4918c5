// @ts-check
// The entries of a ZIP, as `gazet pack` writes it: read from the file piece by
// piece, so that a large edition need not fit into memory.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.4

/** @typedef {{ name: string, method: number, packed: number, size: number, at: number }} Entry */

/** The last record and the longest comment that may follow it. */
const TAIL = 22 + 0xffff;
/** Bytes of the list of entries: 100,000 of 200 bytes. */
const LIST = 20_000_000;

/** @param {Blob} file @returns {Promise<Entry[]>} */
export async function entries(file) {
  const tail = await view(file, Math.max(0, file.size - TAIL), file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("broken");
  const [count, size, from] = [tail.getUint16(end + 10, true), tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (size > LIST) throw new Error("large");
  if (from + size > file.size) throw new Error("broken");
  const list = await view(file, from, from + size);
  /** @type {Entry[]} */
  const all = [];
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== 0x02014b50) throw new Error("broken");
    const [name, extra, comment] = [28, 30, 32].map((place) => list.getUint16(at + place, true));
    const text = new Uint8Array(list.buffer, at + 46, Math.min(name, list.byteLength - at - 46));
    all.push({
      name: new TextDecoder("utf-8", { fatal: true }).decode(text),
      method: list.getUint16(at + 10, true),
      packed: list.getUint32(at + 20, true),
      size: list.getUint32(at + 24, true),
      at: list.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return all;
}

/** The bytes of an entry, at most `limit`.
 * @param {Blob} file @param {Entry} entry @param {number} limit */
export async function bytesOf(file, { method, packed, size, at }, limit) {
  if (size > limit) throw new Error("large");
  const head = await view(file, at, at + 30);
  const from = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const raw = file.slice(from, from + packed);
  if (method !== 0 && method !== 8) throw new Error("broken");
  const stream = method === 0 ? raw.stream() : raw.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = new Uint8Array(size);
  let filled = 0;
  // What it grows to is known, so a bomb ends where it says that it ends.
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.length > size) {
      await reader.cancel();
      throw new Error("broken");
    }
    bytes.set(value, filled);
    filled += value.length;
  }
  if (filled !== size) throw new Error("broken");
  return bytes;
}

/** @param {Blob} file @param {number} from @param {number} to */
async function view(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}
