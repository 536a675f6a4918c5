// The reader of ZIPs: what is whole is read, and no lie costs memory or time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, entries } from '../../public/offline/zip.js';
import { zip } from './zip.mjs';

const text = Buffer.from('a text that repeats, a text that repeats, a text that repeats');
const LIMIT = 1_000;

/** @param {Buffer} bytes */
const blob = bytes => new Blob([new Uint8Array(bytes)]);

/** The entries of a ZIP with their texts.
 * @param {Buffer} bytes @param {number} [limit] */
async function all(bytes, limit = LIMIT) {
  const file = blob(bytes);
  const found = await entries(file);
  return Promise.all(found.map(async entry => [entry.name, Buffer.from(await bytesOf(file, entry, limit)).toString()]));
}

test('stored and deflated entries are read, with names of any letters', async () => {
  const files = [
    { name: 'a.json', bytes: text },
    { name: 'şəkil.svg', bytes: text, stored: true },
    { name: 'empty', bytes: Buffer.alloc(0), stored: true },
  ];
  const expected = [['a.json', String(text)], ['şəkil.svg', String(text)], ['empty', '']];
  assert.deepEqual(await all(zip(files)), expected);
  // A comment stands behind the last record.
  assert.deepEqual(await all(zip(files, { comment: 'x'.repeat(0xffff) })), expected);
  assert.deepEqual(await all(zip([])), []);
});

const one = { name: 'a', bytes: text };
const whole = zip([one]);
/** @type {[string, Buffer, RegExp][]} */
const faults = [
  ['nothing', Buffer.alloc(0), /^broken$/],
  ['no ZIP', Buffer.alloc(100_000), /^broken$/],
  ['the last record is cut', whole.subarray(0, -1), /^broken$/],
  ['the list is cut away', whole.subarray(whole.length - 22), /^broken$/],
  ['the list begins elsewhere', zip([one], { from: 3 }), /^broken$/],
  ['the list begins behind the file', zip([one], { from: 0xffffffff }), /^broken$/],
  ['nothing, listed behind the file', zip([], { from: 100 }), /^broken$/],
  ['more entries than are listed', zip([one], { count: 2 }), /^broken$/],
  ['65,535 entries that are not there', zip([], { count: 0xffff }), /^broken$/],
  ['a list that is larger than any', zip([one], { list: 20_000_001 }), /^large$/],
  ['a name that is no UTF-8', zip([{ ...one, name: Buffer.from([0xff, 0xfe]) }]), /./],
  ['a method that nobody wrote', zip([{ ...one, method: 12 }]), /^broken$/],
  ['a deflated entry that is not', zip([{ ...one, stored: true, method: 8 }]), /./],
  ['fewer bytes than it says', zip([{ ...one, size: text.length + 1 }]), /^broken$/],
  ['more bytes than it says', zip([{ ...one, size: text.length - 1 }]), /^broken$/],
  ['a stored entry that ends early', zip([{ ...one, stored: true, packed: 3 }]), /^broken$/],
  ['an entry that begins behind the file', zip([one]).fill(0xff, whole.length - 22 - 1 - 4, whole.length - 22 - 1), /./],
];
for (const [name, bytes, message] of faults) {
  test(`it is refused: ${name}`, () => assert.rejects(all(bytes), { message }));
}

test('what says that it is too large is not unpacked', async () => {
  const file = blob(zip([{ name: 'a', bytes: Buffer.alloc(LIMIT + 1) }]));
  const [entry] = await entries(file);
  assert.ok(entry);
  // Not one byte of it is asked for.
  file.slice = () => assert.fail('it was read');
  await assert.rejects(bytesOf(file, entry, LIMIT), { message: 'large' });
  assert.equal(entry.size, LIMIT + 1);
});

test('a bomb ends where it says that it ends', async ({ mock }) => {
  const bomb = zip([{ name: 'a', bytes: Buffer.alloc(50_000_000), size: LIMIT }]);
  assert.ok(bomb.length < 100_000);
  let unpacked = 0;
  const { read } = ReadableStreamDefaultReader.prototype;
  /** @this {ReadableStreamDefaultReader<Uint8Array>} */
  async function counted() {
    const piece = await read.call(this);
    unpacked += piece.value?.length ?? 0;
    return piece;
  }
  mock.method(ReadableStreamDefaultReader.prototype, 'read', counted);
  await assert.rejects(all(bomb), { message: 'broken' });
  assert.ok(unpacked > 0 && unpacked < 1_000_000, `${unpacked} bytes were unpacked`);
});
