// Which request the service worker answers from where, and how one build
// follows another.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { answer } from './fakes.mjs';
import { ORIGIN, Worker } from './worker.mjs';

/** @typedef {import('./fakes.mjs').Answer} Answer */

const ID = '0123456789abcdef';
const EMPTY = 'an empty page';
const never = () => /** @type {Promise<Response>} */ (new Promise(() => {}));

/** A worker whose shell is stored.
 * @param {Record<string, Answer>} [answers] */
async function installed(answers) {
  const worker = new Worker(answers);
  await worker.keep('gazet-shell-2', 'shell/index.html', EMPTY, { 'content-type': 'text/html' });
  await worker.keep('gazet-shell-2', 'app.js', 'this build');
  return worker;
}

/** @type {[string, string, RequestInit][]} */
const alone = [
  ['a form that is sent', 'news/', { method: 'POST' }],
  ['another site', 'https://other.example/daily/images/a.webp', {}],
  ['another paper of the host', '/weekly/bundle.json', {}],
  ['what the Storage page keeps itself', 'images/a.webp', { headers: { 'Gazet-Keep': '1' } }],
];
for (const [name, path, init] of alone) {
  test(`the worker leaves alone: ${name}`, async () => {
    const worker = await installed();
    assert.equal(worker.fetch(path, init), undefined);
    assert.deepEqual(worker.asked, []);
  });
}

/** @type {[string, Answer | undefined, string][]} */
const pages = [
  ['the page of the network', answer('the text', 'text/html'), 'the text'],
  ['what the network says of a page that is not there', answer('not here', 'text/html', { status: 404 }), 'not here'],
  ['the way to another address', answer(null, 'text/html', { kind: 'opaqueredirect' }), ''],
  ['an empty page where the server is broken', answer('oops', 'text/html', { status: 500 }), EMPTY],
  ['an empty page where the server never answers', never, EMPTY],
  ['an empty page without a network', undefined, EMPTY],
];
for (const [name, given, expected] of pages) {
  test(`a page that is opened is ${name}`, async () => {
    const worker = await installed(given && { 'news/': given });
    const shown = await worker.fetch('news/', { page: true });
    assert.equal(await shown?.text(), expected);
    if (expected === EMPTY) assert.equal(shown?.status, 200);
  });
}

test('a page comes under its own address, also where the host sent the empty one on', async () => {
  const worker = new Worker({ 'shell/index.html': answer(EMPTY, 'text/html', { at: `${ORIGIN}/daily/shell/index.html` }) });
  const shown = await worker.fetch('news/', { page: true });
  assert.equal(await shown?.text(), EMPTY);
  // A page may not show an answer that was sent on; a new one was not.
  assert.equal(shown?.url, '');
  assert.deepEqual(await worker.kept('gazet-shell-2'), ['shell/index.html']);
});

test('without a network and without what was kept, a page says so', async () => {
  const shown = await new Worker().fetch('news/', { page: true });
  assert.equal(shown?.status, 503);
  assert.match((await shown?.text()) ?? '', /Your saved articles and settings are still here/);
  assert.equal(shown?.headers.get('content-security-policy'), "default-src 'none'");
});

test('an edition from a file never asks the network', async () => {
  const worker = await installed({ [`storage/${ID}/bundle.json`]: answer('the network’s') });
  const address = `storage/${ID}/bundle.json`;
  assert.equal((await worker.fetch(address))?.status, 404);
  assert.deepEqual(await worker.caches.keys(), ['gazet-shell-2']);
  await worker.keep(`gazet-opened-${ID}`, address, 'the file’s');
  await worker.keep('gazet-opened-ffffffffffffffff', `storage/${ID}/images/a.webp`, 'another file’s');
  assert.equal(await (await worker.fetch(address))?.text(), 'the file’s');
  assert.equal((await worker.fetch(`storage/${ID}/images/a.webp`))?.status, 404);
  assert.equal(await (await worker.fetch(`storage/${ID}/article/a/`, { page: true }))?.text(), EMPTY);
  assert.deepEqual(worker.asked, []);
});

test('what only looks like an edition from a file is a page of the site', async () => {
  for (const path of ['storage/', 'storage/0123/', `storage/${ID}`, `storage/${ID}0/`, `news/storage/${ID}/`]) {
    const worker = await installed({ [path]: answer('the text', 'text/html') });
    assert.equal(await (await worker.fetch(path, { page: true }))?.text(), 'the text', path);
  }
});

test('a file of the app is that of this build, and comes back when it was thrown away', async () => {
  const worker = await installed({ 'app.js': answer('newer', 'text/javascript') });
  assert.equal(await (await worker.fetch('app.js'))?.text(), 'this build');
  assert.deepEqual(worker.asked, []);
  await worker.caches.delete('gazet-shell-2');
  assert.equal(await (await worker.fetch('app.js'))?.text(), 'newer');
  assert.deepEqual(await worker.kept('gazet-shell-2'), ['app.js']);
});

test('a page that is open finds the files of its own build', async () => {
  const worker = await installed();
  await worker.keep('gazet-shell-1', 'app-old.js', 'the old build');
  assert.equal(await (await worker.fetch('app-old.js'))?.text(), 'the old build');
});

/** @type {[string, Response][]} */
const spoiled = [
  ['a page in its place', answer('sign in', 'text/html')],
  ['an answer that was sent on', answer('x', 'text/javascript', { redirected: true })],
  ['status 500', answer('x', 'text/javascript', { status: 500 })],
];
for (const [name, given] of spoiled) {
  test(`a file of the app is not put back: ${name}`, async () => {
    const worker = new Worker({ 'app.js': given });
    await worker.fetch('app.js');
    assert.deepEqual(await worker.kept('gazet-shell-2'), []);
  });
}

test('what the worker does not know is asked of the network, and not stored', async () => {
  const worker = await installed({ 'feed.xml': answer('<rss/>', 'application/xml') });
  assert.equal(await (await worker.fetch('feed.xml'))?.text(), '<rss/>');
  assert.deepEqual(await worker.caches.keys(), ['gazet-shell-2']);
});

const build = { 'app.js': answer('x', 'text/javascript'), 'shell/index.html': answer(EMPTY, 'text/html') };

test('an install stores the whole shell, and the edition where it comes', async () => {
  const worker = new Worker({ ...build, 'bundle.json': answer('{"format":1}') });
  await worker.happens('install');
  assert.equal(worker.skipped, 0, 'it waits for its turn');
  assert.deepEqual(await worker.kept('gazet-shell-2'), ['app.js', 'shell/index.html']);
  assert.deepEqual(await worker.kept('gazet-data'), ['bundle.json']);
  // Past the browser's own cache, which may hold files of the build before.
  const shell = worker.network.requests.filter(({ url }) => !url.endsWith('bundle.json'));
  assert.deepEqual(shell.map(({ cache }) => cache), ['no-cache', 'no-cache']);
  const without = new Worker(build);
  await without.happens('install');
  assert.deepEqual(await without.kept('gazet-shell-2'), ['app.js', 'shell/index.html']);
});

test('an install takes from the build before what a name promises by its bytes', async () => {
  const bytes = 'the app';
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const [same, other, icon] = [`gazet-${hash}.js`, 'gazet-0123456789abcdef_bg.wasm', 'icons/icon.svg'];
  const answers = { [other]: answer('new', 'application/wasm'), [icon]: answer('new', 'image/svg+xml') };
  const worker = new Worker(answers, { shell: [same, other, icon], data: [] });
  for (const [path, text] of [[same, bytes], [other, 'other bytes'], [icon, 'old']]) {
    await worker.keep('gazet-shell-1', String(path), String(text));
  }
  await worker.happens('install');
  assert.deepEqual(worker.asked.sort(), [other, icon].sort());
  assert.deepEqual(worker.network.requests.map(({ cache }) => cache), ['no-cache', 'no-cache']);
  const texts = await Promise.all([same, other, icon].map(async path => (await worker.caches.open('gazet-shell-2')).match(`${ORIGIN}/daily/${path}`)));
  assert.deepEqual(await Promise.all(texts.map(found => found?.text())), [bytes, 'new', 'new']);
});

test('an install keeps no page in the place of a script, and no script in the place of the page', async () => {
  for (const [path, type] of [['app.js', 'text/html'], ['shell/index.html', 'text/javascript']]) {
    const answers = { 'app.js': answer('x', 'text/javascript'), 'shell/index.html': answer('x', 'text/html') };
    const worker = new Worker({ ...answers, [String(path)]: answer('x', type) });
    await assert.rejects(worker.happens('install'), TypeError);
    assert.equal(await worker.caches.has('gazet-shell-2'), false);
  }
});

test('an install that breaks off leaves nothing, and the old build', async () => {
  const worker = new Worker({ 'app.js': build['app.js'], 'bundle.json': answer('{"format":1}') });
  await worker.keep('gazet-shell-1', 'app.js', 'the old build');
  await assert.rejects(worker.happens('install'), TypeError);
  assert.deepEqual(await worker.caches.keys(), ['gazet-shell-1']);
});

test('at rest the waiting build takes over, unless another page is open', async () => {
  const worker = await installed();
  worker.registration.waiting = { postMessage: (/** @type {string} */ message) => worker.told.push(message) };
  worker.pages = 2;
  await worker.happens('message', 'rest');
  assert.deepEqual(worker.told, []);
  worker.pages = 1;
  await worker.happens('message', 'rest');
  assert.deepEqual(worker.told, ['go']);
  assert.equal(worker.skipped, 0);
  await worker.happens('message', 'go');
  assert.equal(worker.skipped, 1);
});

test('at rest the shells of other builds go, but not while one installs', async () => {
  const worker = await installed();
  await worker.keep('gazet-shell-1', 'app.js', 'old');
  await worker.keep('gazet-kept', 'bundle.json', '{}');
  worker.registration.installing = {};
  await worker.happens('message', 'rest');
  assert.deepEqual(await worker.caches.keys(), ['gazet-shell-2', 'gazet-shell-1', 'gazet-kept']);
  worker.registration.installing = null;
  await worker.happens('message', 'rest');
  assert.deepEqual(await worker.caches.keys(), ['gazet-shell-2', 'gazet-kept']);
});

test('at rest what the browser threw away is stored again', async () => {
  const worker = new Worker(build);
  await worker.happens('message', 'rest');
  assert.deepEqual(await worker.kept('gazet-shell-2'), ['app.js', 'shell/index.html']);
});
