// What appeared since the reader was last here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { answered, expect, heading, open, ready, stored, test } from '../support/app';

const { articles } = JSON.parse(readFileSync(join(process.env.GAZET_EDITION ?? 'target/edition', 'bundle.json'), 'utf8')) as {
  articles: { title: string; published: string }[];
};
const HOUR = 3_600_000;
/** Between the third newest article and the second. */
const before = new Date(Date.parse(articles[2]?.published ?? '') + 1_000);
const after = new Date(Date.parse(articles[0]?.published ?? '') + HOUR);

/** The headlines that are marked as new in the list of the newest. */
async function marked(page: Page): Promise<string[]> {
  const cards = page.getByRole('main').getByRole('article').filter({ has: page.getByText('New', { exact: true }) });
  const titles = await cards.getByRole('heading').allTextContents();
  return [...new Set(titles)].sort();
}

test('articles that appeared since the last visit are marked until they are read', async ({ page, context }) => {
  await answered(context, { history: true });
  await page.clock.setFixedTime(before);
  await open(page, '/');
  expect(await marked(page)).toEqual([]);

  await page.clock.setFixedTime(after);
  await page.reload();
  await ready(page);
  const news = articles.slice(0, 2).map(({ title }) => title).sort();
  expect(await marked(page)).toEqual(news);

  // A visit lasts: what is new stays so on the way through the paper.
  await page.clock.setFixedTime(new Date(after.getTime() + HOUR / 6));
  await page.reload();
  await ready(page);
  expect(await marked(page)).toEqual(news);

  const [first = ''] = news;
  await page.getByRole('main').getByRole('link', { name: first }).first().click();
  await expect(heading(page)).toHaveText(first);
  await expect.poll(async () => (await stored(page))['gazet:history'] ?? '').not.toBe('');
  await page.goBack();
  await expect.poll(() => marked(page)).toEqual(news.slice(1));
});

test('without consent nobody remembers when the reader was here', async ({ page, context }) => {
  await answered(context);
  await page.clock.setFixedTime(before);
  await open(page, '/');
  await page.clock.setFixedTime(after);
  await page.reload();
  await ready(page);
  expect(await marked(page)).toEqual([]);
  expect(Object.keys(await stored(page))).toEqual(['gazet:consent']);
});

test('a clock that goes back makes nothing new', async ({ page, context }) => {
  await answered(context, { history: true });
  await page.clock.setFixedTime(after);
  await open(page, '/');
  for (const time of [new Date(0), after]) {
    await page.clock.setFixedTime(time);
    await page.reload();
    await ready(page);
    expect(await marked(page)).toEqual([]);
  }
});
