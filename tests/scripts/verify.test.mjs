// Signatures in the form of minisign. The pair is the one that the tests of the
// crates `minisign` and `minisign-verify` have: both signed the text "test".

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const file = fileURLToPath(new URL('../../public/verify/index.js', import.meta.url));
const { outputFiles } = buildSync({ entryPoints: [file], bundle: true, format: 'esm', write: false });
await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);

/** @param {string} text @param {string} signature @param {string} [key] */
const signer = (text, signature, key = KEY) => globalThis.gazetSigner?.(new TextEncoder().encode(text), signature, key);

const KEY = 'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3';
/** As minisign shows the id of this key. */
const ID = 'E7620F1842B4E81F';
const LINES = [
  'untrusted comment: signature from minisign secret key',
  'RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=',
  'trusted comment: timestamp:1633700835\tfile:test\tprehashed',
  'wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==',
];
/** The older form, in which the bytes are signed themselves: it is not taken. */
const LEGACY = [
  'untrusted comment: signature from minisign secret key',
  'RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=',
  'trusted comment: timestamp:1555779966\tfile:test',
  'QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==',
];

/** The signature with a line of it changed.
 * @param {number} at @param {(line: string) => string} change */
const changed = (at, change) => LINES.map((line, own) => (own === at ? change(line) : line)).join('\n');
/** Another letter of Base64, so that other bytes stand there.
 * @param {number} at */
const other = at => (/** @type {string} */ line) =>
  line.slice(0, at) + (line[at] === 'A' ? 'B' : 'A') + line.slice(at + 1);

test('what the pinned key signed names its id', () => {
  assert.equal(signer('test', LINES.join('\n')), ID);
  assert.equal(signer('test', `${LINES.join('\r\n')}\r\n`), ID, 'lines of Windows');
  assert.equal(signer('test', encodeURIComponent(LINES.join('\n'))), ID, 'as it travels in a header');
});

/** @type {[string, string, string, string?][]} */
const refused = [
  ['other bytes', 'Test', LINES.join('\n')],
  ['no bytes', '', LINES.join('\n')],
  ['another comment that is said to be trusted', 'test', changed(2, line => line.replace('file:test', 'file:text'))],
  ['no comment', 'test', changed(2, () => 'comment: ')],
  ['a signature with another byte', 'test', changed(1, other(40))],
  ['a signature by a key of another id', 'test', changed(1, other(5))],
  ['a comment that is signed by nobody', 'test', changed(3, other(20))],
  ['a signature that is cut off', 'test', LINES.slice(0, 3).join('\n')],
  ['the older form', 'test', LEGACY.join('\n')],
  ['a web page', 'test', '<!doctype html>\n<title>No</title>'],
  ['nothing', 'test', ''],
  ['what is no header', 'test', '%E0%A4%A'],
  ['a key that is too short', 'test', LINES.join('\n'), KEY.slice(0, -4)],
  ['no key', 'test', LINES.join('\n'), ''],
];
for (const [name, text, signature, key] of refused) {
  test(`nobody signed: ${name}`, () => assert.equal(signer(text, signature, key), ''));
}
