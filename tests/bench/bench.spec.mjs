// The bench's own arithmetic and its plain page.

import { expect, test } from '@playwright/test';
import { verdicts } from './budgets.mjs';
import { opening, plainText, typicalArticle } from './edition.mjs';
import { plainPage } from './plain.mjs';
import { median, medians } from './stats.mjs';

test('a median is the middle of odd counts and the mean of even ones', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(medians([{ a: 1, b: 'x' }, { a: 3, b: 'y' }])).toEqual({ a: 2 });
});

test('an article is known by how its first paragraph begins', () => {
  const link = { link: { to: '/a', text: ['wind ', { em: ['power'] }] } };
  const spans = ['The ', link, { note: '1' }, { break: true }, { abbr: { text: 'UN', title: 'x' } }];
  expect(plainText(spans)).toBe('The wind power UN');
  const long = 'word '.repeat(20);
  const body = { blocks: [{ heading: { level: 2, text: ['No'] } }, { paragraph: [long] }] };
  expect(opening(body)).toBe(long.slice(0, 40));
});

test('the typical article has a picture and a middling length', () => {
  const one = (slug, minutes, more) => ({ slug, minutes, image: {}, ...more });
  const articles = [one('long', 9), one('short', 1), one('mid', 4), one('az', 4, { language: 'az' })];
  expect(typicalArticle({ articles }).slug).toBe('mid');
  expect(typicalArticle({ articles }, 'long').slug).toBe('long');
  expect(() => typicalArticle({ articles }, 'none')).toThrow('no article none');
});

test('the plain page holds every kind of block, escaped', () => {
  const image = { src: '/i/a.jpg', width: 1200, height: 800, alt: '"A" & b', variants: [] };
  const blocks = [
    { paragraph: ['1 < 2 ', { strong: ['so'] }] },
    { list: { start: 1, items: [[{ paragraph: ['item'] }]] } },
    { quote: { blocks: [{ paragraph: ['said'] }] } },
    { 'pull-quote': ['pulled'] },
    { gallery: [image] },
    { table: { head: [['Head']], rows: [[['cell']]] } },
    { code: { text: 'let a;' } },
    { divider: true },
    { embed: { url: 'https://example.org/', title: 'Film' } },
    { footnotes: [{ label: '1', blocks: [{ paragraph: ['note'] }] }] },
  ];
  const html = plainPage({ title: 'T', image }, { blocks }, 'en')['plain.html'];
  for (const part of ['1 &lt; 2 <strong>so</strong>', '<ol><li><p>item</p></li></ol>', 'pulled',
    'alt="&quot;A&quot; &amp; b"', '<th>Head</th>', '<td>cell</td>', 'let a;', '<hr>', 'Film', 'note']) {
    expect(html).toContain(part);
  }
  const unknown = { blocks: [{ video: {} }] };
  expect(() => plainPage({ title: 'T' }, unknown, 'en')).toThrow('video');
});

test('a value over its limit is told', () => {
  const page = { ratio: { shown: 1.5 }, layoutShift: 0, memoryMB: 7 };
  const good = { cold: { article: page, front: page }, growth: { growthMB: 1 } };
  expect(verdicts(good).every(({ ok }) => ok)).toBe(true);
  const bad = { ...good, growth: { growthMB: 4.1 } };
  expect(verdicts(bad).filter(({ ok }) => !ok).map(({ limit }) => limit)).toEqual([4]);
});
