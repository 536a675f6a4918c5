// The search: what of a text is shown as an excerpt, how a term is folded, and
// what is done when a file does not come.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';

/** What the script keeps to itself.
 * @typedef {{
 *   cut(text: string): string[], excerpt(text: string, places: number[]): string[],
 *   plain(term: string): string, kind(value: string): string,
 *   load(address: string): Promise<Uint8Array>, get(address: string): Promise<Response>,
 * }} Own */
const source = readFileSync(new URL('../../public/search.js', import.meta.url), 'utf8');
const whole = `${source}\nexport { cut, excerpt, get, kind, load, plain };`;
/** @type {Own} */
const { cut, excerpt, get, kind, load, plain } = await import(`data:text/javascript,${encodeURIComponent(whole)}`);

const words = (/** @type {number} */ count) => Array.from({ length: count }, (_, number) => `w${number}`).join(' ');

for (const [term, expected] of [
  ['Café', 'Cafe'],
  ['dəyən', 'dəyən'],
  ['ağ', 'ag'],
  ['L’Aquila,', 'LAquila'],
  ['COP29!', 'COP29'],
  ['أبراجٌ', 'ابراج'],
  ['がくせい', 'がくせい'],
  ['«»—', ''],
]) {
  test(`a term is folded as the words of the index are: ${term}`, () => assert.equal(plain(String(term)), expected));
}

test('a text is cut where the index counted', () => {
  assert.deepEqual(cut('one two\u200bthree  four'), ['one ', 'two\u200b', 'three ', 'four']);
  assert.deepEqual(cut(''), []);
});

test('a filter is of the kind before its first colon', () => {
  assert.equal(kind('section:news'), 'section');
  assert.equal(kind('tag:a:b'), 'tag');
});

test('every second run of an excerpt answers', () => {
  assert.deepEqual(excerpt('A short text, «here», ends.', [3]), ['A short text, «', 'here', '», ends.']);
  // Two that stand together are two marks; a sign alone is none.
  assert.deepEqual(excerpt('one two — four', [0, 1, 2]), ['', 'one', ' ', 'two', ' — four']);
  assert.deepEqual(excerpt('anything', []), []);
});

test('an excerpt begins before the first answer, and says what it leaves out', () => {
  const [before, found, after] = excerpt(words(100), [50]);
  assert.equal(before, '… w44 w45 w46 w47 w48 w49 ');
  assert.equal(found, 'w50');
  assert.ok(after?.startsWith(' w51 ') && after.endsWith(' w75 …'), after);
  // At the end of a text it reaches back, and nothing is left out behind it.
  const last = excerpt(words(100), [99]);
  assert.equal(last[0]?.slice(0, 6), '… w68 ');
  assert.equal(last.join('').slice(-4), ' w99');
});

test('an excerpt shows where most of the answers stand', () => {
  const runs = excerpt(words(200), [10, 100, 104, 108]);
  assert.deepEqual(runs.filter((_, at) => at % 2), ['w100', 'w104', 'w108']);
});

test('a word with a line end ends no search', () => {
  assert.deepEqual(excerpt('a line\nend here', [1]), ['a ', 'line\nend', ' here']);
});

/** @type {(() => Response | Promise<Response>)[]} */
let answers = [];
/** @type {RequestInit[]} */
let asked = [];
const { fetch } = globalThis;
beforeEach(() => {
  [answers, asked] = [[], []];
  globalThis.fetch = async (_, init = {}) => {
    asked.push(init);
    return (answers.shift() ?? (() => Promise.reject(new TypeError('Failed to fetch'))))();
  };
});
afterEach(() => void (globalThis.fetch = fetch));

const ok = (/** @type {BodyInit} */ body) => () => new Response(body);
const status = (/** @type {number} */ number) => () => new Response('', { status: number });
const late = () => Promise.reject(new DOMException('', 'TimeoutError'));

/** @type {[string, (() => Response | Promise<Response>)[], number, number][]} */
const faults = [
  ['a file that is not there is asked for once', [status(404), ok('x')], 404, 1],
  ['a server that is broken is asked twice', [status(500), status(503), ok('x')], 503, 2],
  ['without a network it is tried twice', [], 0, 2],
  ['what is late is tried twice, and said', [late, late], -1, 2],
];
for (const [name, given, fault, tries] of faults) {
  test(name, async () => {
    answers = given;
    await assert.rejects(get('https://paper.example/a'), (/** @type {unknown} */ own) => own === fault);
    assert.equal(asked.length, tries);
    assert.ok(asked.every(({ signal }) => signal instanceof AbortSignal), 'each has a deadline');
  });
}

test('what comes at the second try is taken', async () => {
  answers = [status(500), ok('x')];
  assert.equal(await (await get('https://paper.example/a')).text(), 'x');
});

test('a file of the index is unpacked where the host did not, and must be signed', async () => {
  const signed = Buffer.from('pagefind_dcdbytes');
  const other = Buffer.from('<!doctype html>');
  answers = [ok(gzipSync(signed)), ok(signed), ok(gzipSync(other)), ok(other), ok('')];
  for (const _ of [1, 2]) assert.equal(Buffer.from(await load('https://paper.example/a')).toString(), 'bytes');
  for (const _ of [1, 2, 3]) await assert.rejects(load('https://paper.example/a'), (/** @type {unknown} */ own) => own === 404);
});
