// A page that the browser kept frozen hears no `storage` event: when it comes
// back it must read what other pages stored in the meantime.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ARTICLE, answered, expect, open, ready, stored, test, visit } from '../support/app';
import { bar, choose } from '../support/packed';

/** What a page meets that comes back from the back/forward cache. A write of
 * the page itself makes no `storage` event in it, as one during the freeze. */
const comeBack = () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

test('a page that comes back shows what was saved in the meantime', async ({ page, context }) => {
  await answered(context);
  await open(page, '/news/energy/');
  const save = page.getByRole('main').getByRole('button', { name: 'Save: A molecule goes to Italy' }).first();
  await save.click();
  await expect(save).toHaveAttribute('aria-pressed', 'true');
  await page.evaluate(comeBack);
  await expect(save).toHaveAttribute('aria-pressed', 'true');
  await page.evaluate(() => localStorage.removeItem('gazet:bookmark:gas-shah-deniz-to-italy'));
  await page.evaluate(comeBack);
  await expect(save).toHaveAttribute('aria-pressed', 'false');
});

test('a page that comes back follows a consent that was taken back', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(async () => (await stored(page))['gazet:consent']).toContain('"history":true');
  // Another page took it back while this one was frozen.
  await page.evaluate(() => {
    const { v, data } = JSON.parse(localStorage.getItem('gazet:consent') ?? '');
    localStorage.setItem('gazet:consent', JSON.stringify({ v, data: { ...data, history: false, embeds: false } }));
    localStorage.removeItem('gazet:history');
  });
  await page.evaluate(comeBack);
  await page.getByRole('main').getByRole('link', { name: 'How to save a finite thing' }).first().click();
  await expect(page.getByRole('table')).toBeVisible();
  await page.waitForTimeout(500);
  expect((await stored(page))['gazet:history']).toBeUndefined();
});

test('a page that comes back has the look of the others', async ({ page, context }) => {
  await answered(context);
  await open(page, ARTICLE);
  await page.evaluate(() => localStorage.setItem('gazet:prefs', JSON.stringify({ v: 1, data: { theme: 'dark' } })));
  await page.evaluate(comeBack);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('in an edition from a file', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a page that comes back reads what that edition stored', async ({ page, context }) => {
    await answered(context);
    await visit(page, '/storage/');
    const buffer = await readFile(join(process.env.GAZET_EDITION ?? 'target/edition', 'bundle.json'));
    await choose(page, { name: 'other.gazet', mimeType: 'application/json', buffer });
    await expect(bar(page)).toBeVisible({ timeout: 30_000 });
    await ready(page);
    const save = page.getByRole('main').getByRole('button', { name: 'Save: A molecule goes to Italy' }).first();
    await save.click();
    await expect(save).toHaveAttribute('aria-pressed', 'true');
    // Another page of it refused, and took the bookmark away.
    const question = page.getByRole('region', { name: 'Your privacy' });
    await expect(question).toBeVisible();
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find(key => key.includes(':bookmark:')) ?? '';
      localStorage.setItem(key.replace(/bookmark:.*/, 'consent'), localStorage.getItem('gazet:consent') ?? '');
      localStorage.removeItem(key);
    });
    await page.evaluate(comeBack);
    await expect(save).toHaveAttribute('aria-pressed', 'false');
    await expect(question).toHaveCount(0);
    // The look is that of the site.
    await page.evaluate(() => localStorage.setItem('gazet:prefs', JSON.stringify({ v: 1, data: { theme: 'dark' } })));
    await page.evaluate(comeBack);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});
