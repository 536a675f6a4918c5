// The button of an article, which the app asks about with every page of one.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { answer, MemoryCaches, Network } from './fakes.mjs';

const BASE = '/daily/';

/** @type {MemoryCaches} */
let caches;
/** @type {Network} */
let network;
Object.defineProperty(globalThis, 'location', { value: new URL('https://paper.example') });
Object.defineProperty(globalThis, 'caches', { get: () => caches });
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: {} });
globalThis.fetch = /** @type {typeof fetch} */ ((request, init) => network.fetch(/** @type {string} */ (request), init));
const { press, show } = await import('../../public/offline/view.js');
const { renew } = await import('../../public/offline/files.js');

/** As much of a button as is drawn on. */
class Button {
  /** @type {Map<string, string>} */
  attributes = new Map();
  title = '';
  figure = { textContent: '' };
  setAttribute = (/** @type {string} */ name, /** @type {string} */ value) => void this.attributes.set(name, value);
  getAttribute = (/** @type {string} */ name) => this.attributes.get(name) ?? null;
  querySelector = () => this.figure;
  get element() {
    return /** @type {HTMLElement} */ (/** @type {unknown} */ (this));
  }
}

const want = (/** @type {string} */ value) => ({ kind: 'article', value, title: value });

/** What the reader is told. @type {string[]} */
let told;
const paper = { base: BASE, tell: (/** @type {string} */ text) => void told.push(text) };

beforeEach(() => {
  caches = new MemoryCaches();
  told = [];
  network = new Network({
    [`${BASE}offline.json`]: answer(JSON.stringify({ shared: [], shards: ['s0'] })),
    [`${BASE}parts/s0.json`]: answer(JSON.stringify({ pages: [['article/one', 'news', [['images/a.webp', 100]]]] })),
  });
  renew();
});

/** The picture of the article, which comes when what it gives is called. */
function hold() {
  let come = () => {};
  const coming = new Promise(done => (come = () => done(answer('picture', 'image/webp'))));
  network.answers[`${BASE}images/a.webp`] = () => coming.then(response => /** @type {Response} */ (response));
  return () => come();
}

/** Waits until it is so. @param {() => unknown} so */
async function until(so) {
  while (!so()) await new Promise(resolve => setImmediate(resolve));
}

test('an article is said to be kept once, when all of it came', async () => {
  const button = new Button();
  const come = hold();
  const first = press(button.element, paper, want('one'));
  await until(() => network.asked.includes(`${BASE}images/a.webp`));
  assert.equal(button.title, '0 %');
  assert.equal(button.figure.textContent, '0 %');
  await press(button.element, paper, want('one'));
  assert.deepEqual(told, []);
  assert.equal(button.getAttribute('aria-pressed'), 'false');
  come();
  await first;
  assert.deepEqual(told, ['“one” is kept for reading offline.']);
  await until(() => button.getAttribute('aria-pressed') === 'true');
  assert.equal(button.title, 'Kept offline');
  assert.equal(button.figure.textContent, '');
});

test('what comes of an article is not drawn on a button that is another’s by now', async () => {
  const button = new Button();
  const come = hold();
  const first = press(button.element, paper, want('one'));
  await until(() => button.title === '0 %');
  await show(button.element, paper, want('two'));
  assert.equal(button.title, 'Keep offline');
  come();
  await first;
  // What is drawn of its end, if it is, is drawn by now.
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.equal(button.title, 'Keep offline');
  assert.equal(button.getAttribute('aria-pressed'), 'false');
});
