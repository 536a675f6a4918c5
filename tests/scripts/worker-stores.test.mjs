// What the service worker stores, and what never takes the place of it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { answer } from './fakes.mjs';
import { ORIGIN, Worker } from './worker.mjs';

/** @typedef {import('./fakes.mjs').Answer} Answer */

/** The name of a part with this text.
 * @param {string} text */
const part = text => `parts/${createHash('sha256').update(text).digest('hex').slice(0, 32)}.json`;
const EDITION = '{"format":1,"site":{}}';
const OLD = '{"format":1,"site":{"title":"last"}}';
const never = () => /** @type {Promise<Response>} */ (new Promise(() => {}));

/** A body that never ends. */
const dripping = () => answer(new ReadableStream({ start: own => own.enqueue(new TextEncoder().encode('{"for')) }));

/** @type {[string, Answer, string][]} */
const editions = [
  ['is not there', answer('', 'text/plain', { status: 404 }), 'status 404'],
  ['is broken off by the server', answer('', 'text/plain', { status: 503 }), 'status 503'],
  ['is a page to sign in', answer(' \n<!doctype html>', 'application/json'), 'html'],
  ['is half a document', answer('{"format":1,'), 'broken'],
  ['is of a newer format', answer('{"format":2}'), 'newer'],
  ['is larger than any', answer(`{"format":1,"a":"${'x'.repeat(1_000)}"}`), 'large'],
  ['never comes', never, 'late'],
  ['never ends', dripping, 'late'],
  ['has no network', new TypeError('Failed to fetch'), 'offline'],
];
for (const [name, given, why] of editions) {
  test(`an edition that ${name} gives way to the last good one`, async () => {
    const worker = new Worker({ 'bundle.json': given });
    await worker.keep('gazet-data', 'bundle.json', OLD, { 'Gazet-Fetched': 'then' });
    const shown = await worker.fetch('bundle.json');
    assert.equal(await shown?.text(), OLD);
    assert.equal(shown?.headers.get('Gazet-Kept'), why);
    assert.equal(shown?.headers.get('Gazet-Fetched'), 'then');
    const kept = await (await worker.caches.open('gazet-data')).match(`${ORIGIN}/daily/bundle.json`);
    assert.equal(await kept?.text(), OLD);
  });
}

test('an edition that is whole and understood takes the place of the last', async () => {
  const worker = new Worker({ 'bundle.json': answer(EDITION) });
  await worker.keep('gazet-data', 'bundle.json', OLD);
  const shown = await worker.fetch('bundle.json');
  assert.equal(await shown?.text(), EDITION);
  assert.equal(shown?.headers.has('Gazet-Kept'), false);
  assert.ok(Date.now() - Date.parse(shown?.headers.get('Gazet-Fetched') ?? '') < 10_000);
  worker.answers({});
  const later = await worker.fetch('bundle.json');
  assert.equal(await later?.text(), EDITION);
  assert.equal(later?.headers.get('Gazet-Kept'), 'offline');
});

test('the edition that the reader asked to keep stands in where no other was kept', async () => {
  const worker = new Worker();
  await worker.keep('gazet-kept', 'bundle.json', OLD);
  assert.equal(await (await worker.fetch('bundle.json'))?.text(), OLD);
  // Where there is none at all, the page hears what the network said.
  const missing = new Worker({ 'bundle.json': answer('gone', 'text/plain', { status: 404 }) });
  assert.equal((await missing.fetch('bundle.json'))?.status, 404);
  await assert.rejects(/** @type {Promise<Response>} */ (new Worker().fetch('bundle.json')), TypeError);
});

test('an edition on a full device is shown all the same', async () => {
  const worker = new Worker({ 'bundle.json': answer(EDITION) });
  await worker.keep('gazet-data', 'bundle.json', OLD);
  (await worker.caches.open('gazet-data')).fault = new DOMException('', 'QuotaExceededError');
  assert.equal(await (await worker.fetch('bundle.json'))?.text(), EDITION);
});

test('a site with a key stores only what the key signed', async () => {
  const signer = (/** @type {Uint8Array} */ bytes, /** @type {string} */ signature, /** @type {string} */ key) =>
    signature === 'good\nlines' && key === 'pinned' && new TextDecoder().decode(bytes) === EDITION ? 'id' : '';
  const worker = new Worker({ 'bundle.json': answer(EDITION), 'bundle.json.minisig': answer('good\nlines', 'text/plain') }, { key: 'pinned' }, signer);
  const shown = await worker.fetch('bundle.json');
  assert.equal(await shown?.text(), EDITION);
  // A header has one line.
  assert.equal(shown?.headers.get('Gazet-Signature'), encodeURIComponent('good\nlines'));
  for (const signature of [answer('bad', 'text/plain'), answer('good\nlines', 'text/plain', { status: 404 })]) {
    worker.answers({ 'bundle.json': answer(EDITION), 'bundle.json.minisig': signature });
    const last = await worker.fetch('bundle.json');
    assert.equal(last?.headers.get('Gazet-Kept'), 'signature');
  }
  // The publisher may have been between the two files.
  let asked = 0;
  worker.answers({
    'bundle.json': answer(EDITION),
    'bundle.json.minisig': () => answer((asked += 1) === 1 ? 'bad' : 'good\nlines', 'text/plain'),
  });
  assert.equal((await worker.fetch('bundle.json'))?.headers.has('Gazet-Kept'), false);
});

const text = '{"body":1}';
/** @type {[string, Answer][]} */
const parts = [
  ['other bytes', answer('{"body":2}')],
  ['a page', answer(text, 'text/html')],
  ['status 500', answer(text, undefined, { status: 500 })],
  ['an answer of another site', answer(text, undefined, { kind: 'cors' })],
];
for (const [name, given] of parts) {
  test(`a part is not stored: ${name}`, async () => {
    const worker = new Worker({ [part(text)]: given });
    await worker.fetch(part(text));
    assert.deepEqual(await worker.kept('gazet-data'), []);
  });
}

test('a part that is what its name promises is stored, and read without a network', async () => {
  const worker = new Worker({ [part(text)]: answer(text) });
  assert.equal(await (await worker.fetch(part(text)))?.text(), text);
  assert.deepEqual(await worker.kept('gazet-data'), [part(text)]);
  worker.answers({});
  assert.equal(await (await worker.fetch(part(text)))?.text(), text);
  assert.deepEqual(worker.asked, [part(text)]);
});

test('a part that the browser’s own cache holds wrong is asked for past it', async () => {
  const worker = new Worker({ [part(text)]: ({ cache }) => answer(cache === 'reload' ? text : 'old') });
  assert.equal(await (await worker.fetch(part(text)))?.text(), text);
  assert.deepEqual(await worker.kept('gazet-data'), [part(text)]);
});

test('a part with the right bytes under another name is not stored', async () => {
  const name = part(text).replace('.json', 'a.json');
  const worker = new Worker({ [name]: answer(text) });
  await worker.fetch(name);
  assert.deepEqual(await worker.kept('gazet-data'), []);
});

test('the oldest part goes first, but none of those stored in advance', async () => {
  const worker = new Worker({ [part(text)]: answer(text) }, { data: ['bundle.json', 'parts/0.json'] });
  for (const path of ['bundle.json', 'search.json']) await worker.keep('gazet-data', path, OLD);
  for (let number = 0; number <= 300; number += 1) await worker.keep('gazet-data', `parts/${number}.json`, '{}');
  await worker.fetch(part(text));
  const kept = await worker.kept('gazet-data');
  assert.equal(kept.length, 303);
  for (const path of ['bundle.json', 'search.json', 'parts/0.json', 'parts/2.json', part(text)]) assert.ok(kept.includes(path), path);
  assert.ok(!kept.includes('parts/1.json'));
});

/** @type {[string, Answer, boolean][]} */
const files = [
  ['a whole answer', answer('x', 'image/webp'), true],
  ['a page in its place', answer('x', 'text/html'), false],
  ['a piece of it', answer('x', 'image/webp', { status: 206 }), false],
  ['status 404', answer('x', 'image/webp', { status: 404 }), false],
  ['an answer of another site', answer('x', 'image/webp', { kind: 'opaque' }), false],
];
for (const [name, given, stored] of files) {
  for (const [path, cache] of [['images/a.webp', 'gazet-pictures'], ['pagefind/0/a.pf_index', 'gazet-search']]) {
    test(`${path} is ${stored ? '' : 'not '}stored: ${name}`, async () => {
      const worker = new Worker({ [String(path)]: given });
      assert.equal(await (await worker.fetch(String(path)))?.text(), 'x');
      assert.deepEqual(await worker.kept(String(cache)), stored ? [path] : []);
    });
  }
}

/** A picture of which a piece comes each tenth of a second, as often as said;
 * then it ends, or nothing more comes.
 * @param {number} pieces @param {boolean} ends */
const slow = (pieces, ends) => answer(new ReadableStream({
  async start(own) {
    for (let piece = 0; piece < pieces; piece += 1) {
      own.enqueue(new TextEncoder().encode('x'));
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    if (ends) own.close();
  },
}), 'image/webp');

test('a picture that never comes is given up, and its connection freed', async () => {
  const worker = new Worker({ 'images/a.webp': never });
  await assert.rejects(/** @type {Promise<Response>} */ (worker.fetch('images/a.webp')));
  assert.deepEqual(worker.network.requests.map(({ signal }) => signal.aborted), [true]);
  assert.deepEqual(await worker.kept('gazet-pictures'), []);
  // Another size is shown in its place.
  await worker.keep('gazet-pictures', 'images/a.jpg', 'small');
  assert.equal(await (await worker.fetch('images/a.webp'))?.text(), 'small');
});

test('a picture that stops on its way is not stored, and its connection freed', async () => {
  const worker = new Worker({ 'images/a.webp': () => slow(1, false) });
  // What came is shown.
  const reader = (await worker.fetch('images/a.webp'))?.body?.getReader();
  assert.equal(new TextDecoder().decode((await reader?.read())?.value), 'x');
  assert.deepEqual(await worker.kept('gazet-pictures'), []);
  assert.deepEqual(worker.network.requests.map(({ signal }) => signal.aborted), [true]);
});

test('a picture is shown while it comes', async () => {
  const worker = new Worker({ 'images/a.webp': () => slow(3, true) });
  const begun = performance.now();
  const shown = await worker.fetch('images/a.webp');
  const came = performance.now() - begun;
  assert.equal(await shown?.text(), 'xxx');
  const whole = performance.now() - begun;
  assert.ok(came < whole / 2, `${came} of ${whole}`);
});

test('a picture that comes slowly is waited for', async () => {
  // Half a second: the worker's silence is three tenths here.
  const worker = new Worker({ 'images/a.webp': () => slow(5, true) });
  assert.equal(await (await worker.fetch('images/a.webp'))?.text(), 'xxxxx');
  await new Promise(resolve => setTimeout(resolve, 400));
  assert.deepEqual(worker.network.requests.map(({ signal }) => signal.aborted), [false]);
  assert.deepEqual(await worker.kept('gazet-pictures'), ['images/a.webp']);
});

test('a picture that nobody waits for any more is stopped', async () => {
  const worker = new Worker({ 'images/a.webp': never });
  const gone = new AbortController();
  const given = worker.fetch('images/a.webp', { signal: gone.signal });
  // The caches have answered.
  while (!worker.asked.length) await new Promise(resolve => setImmediate(resolve));
  gone.abort();
  assert.deepEqual(worker.network.requests.map(({ signal }) => signal.aborted), [true]);
  await assert.rejects(/** @type {Promise<Response>} */ (given));
});

test('a picture that the reader asked to keep needs no network', async () => {
  const worker = new Worker({ 'images/a.webp': answer('new', 'image/webp') });
  await worker.keep('gazet-kept', 'images/a.webp', 'kept');
  assert.equal(await (await worker.fetch('images/a.webp'))?.text(), 'kept');
  assert.deepEqual(worker.asked, []);
});

test('two hundred pictures are kept, the newest', async () => {
  const worker = new Worker({ 'images/new.webp': answer('x', 'image/webp') });
  for (let number = 0; number < 200; number += 1) await worker.keep('gazet-pictures', `images/${number}.webp`, 'x');
  await worker.fetch('images/new.webp');
  const kept = await worker.kept('gazet-pictures');
  assert.equal(kept.length, 200);
  assert.deepEqual(['images/0.webp', 'images/1.webp', 'images/new.webp'].map(path => kept.includes(path)), [false, true, true]);
});

test('without a network another size of the same picture is shown', async () => {
  const worker = new Worker();
  await worker.keep('gazet-pictures', 'images/town.jpg', 'the town');
  await worker.keep('gazet-kept', 'images/sea.800.webp', 'the sea');
  assert.equal(await (await worker.fetch('images/town.1600.webp'))?.text(), 'the town');
  assert.equal(await (await worker.fetch('images/sea.400.webp'))?.text(), 'the sea');
  for (const other of ['images/to.jpg', 'images/townhall.jpg', 'images/far/town.jpg']) {
    await assert.rejects(/** @type {Promise<Response>} */ (worker.fetch(other)), TypeError, other);
  }
});

/** @type {[string, Answer, boolean][]} */
const lists = [
  ['a whole one', answer('{}'), true],
  ['a page', answer('{}', 'text/html'), false],
  ['one of another address', answer('{}', undefined, { redirected: true }), false],
  ['status 500', answer('{}', undefined, { status: 500 }), false],
  ['none in time', never, false],
];
for (const [name, given, stored] of lists) {
  test(`a list is ${stored ? '' : 'not '}stored: ${name}`, async () => {
    const worker = new Worker({ 'offline.json': given });
    await worker.keep('gazet-data', 'offline.json', 'old');
    await worker.fetch('offline.json?v=1');
    const kept = await (await worker.caches.open('gazet-data')).match(`${ORIGIN}/daily/offline.json`);
    assert.equal(await kept?.text(), stored ? '{}' : 'old');
  });
}

test('where the browser opens no cache, the network answers', async () => {
  const worker = new Worker({ 'images/a.webp': answer('x', 'image/webp'), [part(text)]: answer(text), 'bundle.json': answer(EDITION) });
  worker.caches.open = () => new Promise(() => {});
  worker.caches.has = async () => true;
  assert.equal(await (await worker.fetch('images/a.webp'))?.text(), 'x');
  assert.equal(await (await worker.fetch(part(text)))?.text(), text);
  assert.equal(await (await worker.fetch('bundle.json'))?.text(), EDITION);
});
