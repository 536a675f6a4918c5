// What the reader asked to keep: which files that is, that each is what it
// should be, and that nothing says "kept" that is not.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { answer, MemoryCaches, Network } from './fakes.mjs';

/** @typedef {import('./fakes.mjs').Answer} Answer */

const ORIGIN = 'https://paper.example';
const BASE = '/daily/';

/** @type {MemoryCaches} */
let caches;
/** @type {Network} */
let network;
Object.defineProperty(globalThis, 'location', { value: new URL(ORIGIN) });
Object.defineProperty(globalThis, 'caches', { get: () => caches });
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: {} });
globalThis.fetch = /** @type {typeof fetch} */ ((request, init) => network.fetch(/** @type {string} */ (request), init));
const { get, renew } = await import('../../public/offline/files.js');
const { plan } = await import('../../public/offline/plan.js');
const { follow, forget, parts, records, refresh, remove, save, stop } = await import('../../public/offline/sets.js');

/** The name of a part with this text.
 * @param {string} text */
const part = text => `parts/${createHash('sha256').update(text).digest('hex').slice(0, 32)}.json`;

const [one, two, other] = ['{"n":1}', '{"n":2}', '{"n":3}'];
/** What a shard says of its pages. FNV-1a puts the first two routes into shard
 * 0 of 2, the third into shard 1.
 * @type {[route: string, section: string, files: [string, number][]][][]} */
const shards = [
  [
    ['article/one', 'news', [[part(one), 10], ['images/a.webp', 100]]],
    ['article/two', 'news/energy', [[part(two), 20], ['images/a.webp', 100]]],
  ],
  [['article/sea', 'newsletter', [[part(other), 30]]]],
];
/** A site with these lists and files. @returns {Record<string, Answer>} */
function site() {
  /** @type {Record<string, Answer>} */
  const answers = {
    [`${BASE}offline.json`]: answer(JSON.stringify({ shared: [['bundle.json', 5]], shards: ['s0', 's1'] })),
    [`${BASE}parts/s0.json`]: answer(JSON.stringify({ pages: shards[0] })),
    [`${BASE}parts/s1.json`]: answer(JSON.stringify({ pages: shards[1] })),
    [`${BASE}bundle.json`]: answer('{}'),
    [`${BASE}images/a.webp`]: answer('picture', 'image/webp'),
  };
  for (const text of [one, two, other]) answers[`${BASE}${part(text)}`] = answer(text);
  return answers;
}

beforeEach(() => {
  caches = new MemoryCaches();
  network = new Network(site());
  renew();
});

const want = (/** @type {string} */ kind, /** @type {string} */ value) => ({ kind, value, title: value });
const paths = async (/** @type {string} */ name) => (await caches.paths(name)).map(path => path.replace(BASE, '')).sort();

test('a set is every file of its pages, each once, and what all pages share', async () => {
  const bundle = ['bundle.json', 5];
  const picture = ['images/a.webp', 100];
  const sorted = (/** @type {unknown[][]} */ ...files) => files.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const all = sorted(bundle, picture, [part(one), 10], [part(two), 20], [part(other), 30]);
  assert.deepEqual(await plan(BASE, 'edition', ''), all);
  // A section has those under it, not those whose name begins alike.
  assert.deepEqual(await plan(BASE, 'section', 'news'), sorted(bundle, picture, [part(one), 10], [part(two), 20]));
  assert.deepEqual(await plan(BASE, 'section', 'news/energy'), sorted(bundle, picture, [part(two), 20]));
  assert.deepEqual(await plan(BASE, 'saved', ' one  sea '), sorted(bundle, picture, [part(one), 10], [part(other), 30]));
  assert.deepEqual(await plan(BASE, 'article', 'sea'), sorted(bundle, [part(other), 30]));
});

test('an article asks for the one list that it is in, and once', async () => {
  await plan(BASE, 'article', 'two');
  await plan(BASE, 'article', 'one');
  assert.deepEqual(network.asked, [`${BASE}offline.json`, `${BASE}parts/s0.json`]);
  renew();
  await plan(BASE, 'article', 'sea');
  assert.deepEqual(network.asked.slice(2), [`${BASE}offline.json`, `${BASE}parts/s1.json`]);
});

test('an article is looked for in the list where the publisher put it', async () => {
  // FNV-1a over UTF-8, whose vectors crates/gazet-bundle/src/archive.rs checks.
  const names = Array.from({ length: 1 << 16 }, (_, number) => `s${number}`);
  for (const [slug, shard] of [['one', 4730], ['şəhər', 4920]]) {
    renew();
    network.answers = {
      [`${BASE}offline.json`]: answer(JSON.stringify({ shared: [], shards: names })),
      [`${BASE}parts/s${shard}.json`]: answer(JSON.stringify({ pages: [[`article/${slug}`, 'news', [[part(one), 1]]]] })),
    };
    assert.deepEqual(await plan(BASE, 'article', String(slug)), [[part(one), 1]]);
  }
});

test('what no list names is no set', async () => {
  await assert.rejects(plan(BASE, 'article', 'gone'), { message: 'none' });
  await assert.rejects(plan(BASE, 'section', 'new'), { message: 'none' });
});

test('a list that failed is asked for again', async () => {
  const { [`${BASE}offline.json`]: list, ...rest } = network.answers;
  network.answers = { ...rest, [`${BASE}offline.json`]: answer('', 'text/plain', { status: 500 }) };
  await assert.rejects(plan(BASE, 'edition', ''), { message: 'status 500' });
  network.answers = { ...rest, ...(list && { [`${BASE}offline.json`]: list }) };
  assert.equal((await plan(BASE, 'edition', '')).length, 5);
});

/** @type {[string, Response][]} */
const wrong = [
  ['status 404', answer(one, undefined, { status: 404 })],
  ['status 500', answer(one, undefined, { status: 500 })],
  ['sent on to another address', answer(one, undefined, { redirected: true })],
  ['a page to sign in', answer(one, 'text/html; charset=utf-8')],
  ['other bytes', answer(`${one} `)],
];
for (const [name, response] of wrong) {
  test(`a file is tried twice, past the browser’s cache, and refused: ${name}`, async () => {
    const path = `${BASE}${part(one)}`;
    network.answers = { [path]: response };
    await assert.rejects(get(`${ORIGIN}${path}`, part(one)), TypeError);
    assert.deepEqual(network.requests.map(({ cache }) => cache), ['default', 'reload']);
    // The service worker leaves alone what has this header.
    assert.ok(network.requests.every(({ headers }) => headers.has('Gazet-Keep')));
    // What is right at the second try is taken.
    network.answers = { [path]: ({ cache }) => (cache === 'reload' ? answer(one) : response) };
    assert.equal(await (await get(`${ORIGIN}${path}`, part(one))).text(), one);
  });
}

test('a set is kept whole, with a record that was there before its files', async () => {
  const told = [];
  /** @type {string[][]} */
  const before = [];
  const own = network.answers[`${BASE}bundle.json`];
  network.answers[`${BASE}bundle.json`] = async () => {
    before.push(await paths('gazet-kept'), (await records(BASE)).map(({ done }) => String(done)));
    return /** @type {Response} */ (own);
  };
  follow(want('section', 'news'), () => told.push(1));
  await save(BASE, want('section', 'news'));
  assert.deepEqual(before, [['offline-set/section%2Fnews'], ['false']]);
  const files = ['bundle.json', 'images/a.webp', part(one), part(two)];
  assert.deepEqual(await paths('gazet-kept'), [...files, 'offline-set/section%2Fnews'].sort());
  const [record] = await records(BASE);
  assert.equal(record?.done, true);
  assert.deepEqual(record?.files.map(([path]) => path), [...files].sort());
  assert.ok(told.length > 2);
});

test('what another set kept is not asked for again, save for the front document', async () => {
  await save(BASE, want('article', 'one'));
  network.asked = [];
  await save(BASE, want('article', 'two'));
  assert.deepEqual(network.asked.sort(), [`${BASE}bundle.json`, `${BASE}${part(two)}`].sort());
});

/** @type {[string, () => void, string][]} */
const ends = [
  ['the network', () => delete network.answers[`${BASE}images/a.webp`], 'network'],
  ['a wrong file', () => (network.answers[`${BASE}${part(one)}`] = answer('{"n":9}')), 'network'],
  ['the room', () => {
    const { open: own } = caches;
    let puts = 0;
    caches.open = async name => {
      const cache = await own.call(caches, name);
      const { put } = cache;
      const full = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
      return Object.assign(cache, { put: (/** @type {[string, Response]} */ ...args) => (puts++ ? full() : put.apply(cache, args)) });
    };
  }, 'full'],
];
for (const [name, spoil, reason] of ends) {
  test(`a set that is ended by ${name} does not say that it is kept`, async () => {
    spoil();
    await assert.rejects(save(BASE, want('section', 'news')), (/** @type {unknown} */ fault) => fault === reason);
    assert.deepEqual((await records(BASE)).map(({ done }) => done), [false]);
  });
}

test('a set that is on no list is none, and no record of it is left', async () => {
  await assert.rejects(save(BASE, want('article', 'gone')), (/** @type {unknown} */ fault) => fault === 'none');
  assert.deepEqual(await records(BASE), []);
});

test('a set that is stopped is gone on with', async () => {
  network.answers[`${BASE}images/a.webp`] = async ({ signal }) => {
    // The others have come.
    while ((await paths('gazet-kept')).length < 4) await new Promise(resolve => setImmediate(resolve));
    stop(want('section', 'news'));
    throw signal.reason ?? new Error('it was not stopped');
  };
  await assert.rejects(save(BASE, want('section', 'news')), (/** @type {unknown} */ fault) => fault === 'stopped');
  assert.deepEqual((await records(BASE)).map(({ done }) => done), [false]);
  assert.ok((await paths('gazet-kept')).includes(part(one)));
  network = new Network(site());
  await save(BASE, want('section', 'news'));
  assert.deepEqual((await records(BASE)).map(({ done }) => done), [true]);
  assert.ok(!network.asked.includes(`${BASE}${part(one)}`));
});

test('what is removed goes with the files that no other set needs', async () => {
  await save(BASE, want('article', 'one'));
  await save(BASE, want('article', 'two'));
  await remove(BASE, want('article', 'one'));
  assert.deepEqual(await paths('gazet-kept'), ['bundle.json', 'images/a.webp', part(two), 'offline-set/article%2Ftwo'].sort());
  await remove(BASE, want('article', 'two'));
  assert.equal(await caches.has('gazet-kept'), false);
});

/** Has another tab remove all that is kept before this file comes.
 * @param {string} path @param {Response} response */
function removedBefore(path, response) {
  network.answers[`${BASE}${path}`] = async () => {
    await caches.delete('gazet-kept');
    return response;
  };
}

test('a set that another tab removes while it comes does not say that it is kept', async () => {
  removedBefore('images/a.webp', answer('picture', 'image/webp'));
  await assert.rejects(save(BASE, want('section', 'news')), (/** @type {unknown} */ fault) => fault === 'gone');
  assert.deepEqual(await records(BASE), []);
  // Nor is anything left of it that no set names.
  assert.equal(await caches.has('gazet-kept'), false);
});

test('a set that is removed while its newer edition comes does not come back', async () => {
  await save(BASE, want('section', 'news'));
  const now = '{"n":4}';
  network.answers[`${BASE}parts/s0.json`] = answer(JSON.stringify({ pages: [['article/one', 'news', [[part(now), 12]]]] }));
  removedBefore(part(now), answer(now));
  await refresh(BASE);
  assert.deepEqual(await records(BASE), []);
  assert.equal(await caches.has('gazet-kept'), false);
});

test('a newer edition is brought in, and an article that is gone stays', async () => {
  await save(BASE, want('saved', 'one two'));
  await save(BASE, want('section', 'news'));
  const now = '{"n":4}';
  network.answers[`${BASE}${part(now)}`] = answer(now);
  network.answers[`${BASE}parts/s0.json`] = answer(JSON.stringify({ pages: [['article/one', 'news', [[part(now), 12]]]] }));
  await refresh(BASE);
  const saved = ['bundle.json', 'images/a.webp', part(one), part(two), part(now)];
  assert.deepEqual(await paths('gazet-kept'), [...saved, 'offline-set/saved', 'offline-set/section%2Fnews'].sort());
  const section = (await records(BASE)).find(({ id }) => id === 'section/news');
  assert.deepEqual(section?.files, [['bundle.json', 5], [part(now), 12]]);
  // What the sets name no more goes.
  await remove(BASE, want('saved', 'one two'));
  assert.deepEqual(await paths('gazet-kept'), ['bundle.json', part(now), 'offline-set/section%2Fnews'].sort());
});

test('without a network what was kept stays as it is', async () => {
  await save(BASE, want('section', 'news'));
  const before = await paths('gazet-kept');
  network.answers = {};
  await refresh(BASE);
  assert.deepEqual(await paths('gazet-kept'), before);
});

test('the parts on the device are named, those of other papers of the host are not', async () => {
  assert.equal(await parts(BASE), '');
  const data = await caches.open('gazet-data');
  for (const path of ['/daily/parts/aa.json', '/daily/bundle.json', '/weekly/parts/bb.json']) await data.put(`${ORIGIN}${path}`, answer('{}'));
  await save(BASE, want('article', 'sea'));
  assert.deepEqual((await parts(BASE)).split(' '), ['aa', part(other).slice(6, -5)]);
});

test('what was read along the way is forgotten, what was kept is not', async () => {
  await save(BASE, want('article', 'sea'));
  const kept = await paths('gazet-kept');
  for (const name of ['gazet-pictures', 'gazet-search']) await (await caches.open(name)).put(`${ORIGIN}/daily/x`, answer('x'));
  const data = await caches.open('gazet-data');
  for (const path of ['parts/aa.json', 'bundle.json']) await data.put(`${ORIGIN}${BASE}${path}`, answer('{}'));
  await forget();
  assert.deepEqual((await caches.keys()).sort(), ['gazet-data', 'gazet-kept']);
  assert.deepEqual(await paths('gazet-data'), ['bundle.json']);
  assert.deepEqual(await paths('gazet-kept'), kept);
});
