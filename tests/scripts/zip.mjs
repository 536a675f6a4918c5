// ZIP files for the tests, as bad as they like.

import { deflateRawSync } from 'node:zlib';

/** @typedef {{ name: string | Buffer, bytes: Buffer, stored?: boolean, size?: number, packed?: number, method?: number }} File */

/** One file of a list of them; `size`, `packed` and `method` are lies.
 * @param {File[]} files @param {{ count?: number, list?: number, from?: number, comment?: string }} [lies] of the last record */
export function zip(files, lies = {}) {
  const bodies = [];
  const entries = [];
  let at = 0;
  for (const { name, bytes, stored, size = bytes.length, packed, method = stored ? 0 : 8 } of files) {
    const body = stored ? bytes : deflateRawSync(bytes);
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed ?? body.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, title, body);
    entries.push(entry, title);
    at += head.length + title.length + body.length;
  }
  const list = Buffer.concat(entries);
  const comment = Buffer.from(lies.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(lies.count ?? files.length, 10);
  end.writeUInt32LE(lies.list ?? list.length, 12);
  end.writeUInt32LE(lies.from ?? at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, list, end, comment]);
}
