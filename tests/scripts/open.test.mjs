// Editions from files: what is kept of them, and what is refused.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { MemoryCaches } from './fakes.mjs';
import { zip } from './zip.mjs';

const ORIGIN = 'https://paper.example';
const BASE = '/daily/';
const PART = 'parts/0123456789abcdef0123456789abcdef.json';
const bundle = Buffer.from(JSON.stringify({ format: 1, articles: [], site: { title: 'Başlıq' } }));

/** @type {MemoryCaches} */
let caches;
let hasWorker = true;
Object.defineProperty(globalThis, 'location', { value: new URL(ORIGIN) });
Object.defineProperty(globalThis, 'caches', { get: () => caches });
Object.defineProperty(globalThis, 'navigator', {
  configurable: true,
  get: () => ({ serviceWorker: { controller: hasWorker ? {} : null } }),
});
const { list, open } = await import('../../public/offline/open.js');

beforeEach(() => {
  caches = new MemoryCaches();
  hasWorker = true;
});

/** @param {Buffer} bytes */
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** @typedef {{ name: string, bytes: Buffer }} File */

/** What `gazet pack` writes of these files, with other lines in its list.
 * @param {File[]} files @param {(lines: string[]) => string[]} [change] */
function pack(files, change = lines => lines) {
  const lines = files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}`);
  return zip([...files, { name: 'SHA256SUMS', bytes: Buffer.from(`${change(lines).join('\n')}\n`) }]);
}

/** Opens what has these bytes; the address that it then has.
 * @param {Buffer} bytes @param {string} [name] */
async function opened(bytes, name = 'other.gazet') {
  /** @type {number[]} */
  const shares = [];
  const address = await open(BASE, new File([new Uint8Array(bytes)], name), share => shares.push(share));
  return { address, shares };
}

/** The paths that were kept, under that of the edition. */
async function kept() {
  const [name = ''] = await caches.keys();
  return (await caches.paths(name)).map(path => path.replace(`${BASE}storage/${name.slice(-16)}/`, ''));
}

const good = [
  { name: 'bundle.json', bytes: bundle },
  { name: PART, bytes: Buffer.from('{}') },
  { name: 'images/a b/c.webp', bytes: Buffer.from('picture') },
];

test('an edition is kept under an address of its own, with where it came from', async () => {
  const bytes = pack(good);
  const { address, shares } = await opened(bytes, 'ötən həftə.gazet');
  const list = good.map(({ name, bytes: own }) => `${sha256(own)}  ${name}\n`).join('');
  const id = sha256(Buffer.from(list)).slice(0, 16);
  assert.equal(address, `${ORIGIN}${BASE}storage/${id}/`);
  assert.deepEqual(await caches.keys(), [`gazet-opened-${id}`]);
  assert.deepEqual(await kept(), ['bundle.json', 'images/a%20b/c.webp', PART]);
  assert.deepEqual(shares, [33, 66, 100]);
  const cache = await caches.open(`gazet-opened-${id}`);
  // Without it there is no edition, so it comes last.
  assert.equal((await cache.keys()).at(-1)?.url, `${address}bundle.json`);
  const front = await cache.match(`${address}bundle.json`);
  assert.deepEqual(Object.fromEntries(front?.headers ?? []), {
    'content-type': 'application/json',
    'gazet-bytes': String(bytes.length),
    'gazet-fetched': encodeURIComponent('ötən həftə.gazet'),
    'gazet-kept': 'file',
    'gazet-title': encodeURIComponent('Başlıq'),
  });
  assert.equal((await cache.match(`${address}images/a%20b/c.webp`))?.headers.get('content-type'), 'image/webp');
});

test('a bundle of texts is kept by its own hash', async () => {
  const { address } = await opened(bundle, 'bundle.json');
  assert.equal(address, `${ORIGIN}${BASE}storage/${sha256(bundle).slice(0, 16)}/`);
  assert.deepEqual(await kept(), ['bundle.json']);
});

for (const name of [
  'index.html',
  'sw.js',
  'parts/short.json',
  'images/a.html',
  'images/a.svg.js',
  'bundle.json/../x.json',
  'images/../../../../x.svg',
  'images/%2e%2e/%2E%2E/.%2e/%2e./x.svg',
  'images\\..\\..\\..\\x.svg',
  'images//../../../../x.png',
  'https://other.example/images/x.png',
]) {
  test(`a file of another name is not kept: ${name}`, async () => {
    await opened(pack([...good, { name, bytes: Buffer.from('x') }]));
    assert.deepEqual(await kept(), ['bundle.json', 'images/a%20b/c.webp', PART]);
  });
}

/** @type {[string, () => Buffer, string][]} */
const faults = [
  ['nothing', () => Buffer.alloc(0), 'broken'],
  ['a page', () => Buffer.from('<!doctype html>'), 'broken'],
  ['other JSON', () => Buffer.from('{"format":1}'), 'broken'],
  ['a ZIP without a list', () => zip(good), 'broken'],
  ['a ZIP that is cut', () => pack(good).subarray(0, -30), 'broken'],
  ['no front document', () => pack(good.slice(1)), 'broken'],
  ['a front document that is none', () => pack([{ name: 'bundle.json', bytes: Buffer.from('[]') }]), 'broken'],
  ['a front document without a format', () => pack([{ name: 'bundle.json', bytes: Buffer.from('{"articles":[],"site":{"title":"x"}}') }]), 'broken'],
  ['a front document without a title', () => pack([{ name: 'bundle.json', bytes: Buffer.from('{"format":1,"articles":[],"site":{}}') }]), 'broken'],
  ['a name that stands there twice', () => pack([...good, { name: PART, bytes: Buffer.from('{"a":1}') }]), 'broken'],
  ['a hash that is another', () => pack(good, lines => lines.map(line => line.replace(/^./, letter => (letter === '0' ? '1' : '0')))), 'changed'],
  ['a file that the list does not name', () => pack(good, lines => lines.slice(1)), 'changed'],
  ['a file that is not there', () => pack(good, lines => [...lines, `${'0'.repeat(64)}  images/x.png`]), 'changed'],
  ['one name for another', () => pack(good, lines => lines.map(line => line.replace('images/', 'pictures/'))), 'changed'],
  ['a document of 9 MB', () => Buffer.alloc(9_000_000, ' '), 'large'],
  ['a packed document of 9 MB', () => pack([...good, { name: `parts/${'a'.repeat(32)}.json`, bytes: Buffer.alloc(9_000_000, ' ') }]), 'large'],
  ['a picture of 33 MB', () => pack([...good, { name: 'images/x.png', bytes: Buffer.alloc(33 * 1024 * 1024 + 1) }]), 'large'],
];
for (const [name, make, message] of faults) {
  test(`it is refused, and nothing is left of it: ${name}`, async () => {
    await assert.rejects(opened(make()), { message });
    assert.deepEqual(await caches.keys(), []);
  });
}

test('a full device is told, and nothing is left', async () => {
  const { open: own } = caches;
  caches.open = async name => Object.assign(await own.call(caches, name), { fault: new DOMException('', 'QuotaExceededError') });
  await assert.rejects(opened(pack(good)), { message: 'full' });
  assert.deepEqual(await caches.keys(), []);
});

test('without a service worker nothing could show it, so nothing is kept', async () => {
  hasWorker = false;
  await assert.rejects(opened(pack(good)), { message: 'none' });
  assert.deepEqual(await caches.keys(), []);
});

test('what was opened is listed; what is half there is not', async () => {
  const { address } = await opened(pack(good));
  await caches.open('gazet-opened-0123456789abcdef');
  await caches.open('gazet-data');
  const id = address.slice(-17, -1);
  assert.deepEqual(await list(BASE), [{ id, address, title: 'Başlıq', bytes: pack(good).length }]);
});
