// Addresses, headlines and screens that nobody would think of.

import { type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

/** Pixels by which the page is wider than the window. */
const excess = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const hash of ['#%E0%A4%A', '#../../', '#"><script>alert(1)</script>', `#${'a'.repeat(1_000_000)}`]) {
  test(`an address that ends in ${hash.slice(0, 20)} opens its article`, async ({ page }) => {
    await open(page, ARTICLE + hash);
    await expect(heading(page)).toHaveText('A molecule goes to Italy');
    await page.getByRole('link', { name: 'Earlier The falling sea' }).click();
    await expect(heading(page)).toHaveText('The falling sea');
    await page.goBack();
    await expect(heading(page)).toHaveText('A molecule goes to Italy');
  });
}

test('a headline without a single gap stays inside the page', async ({ page, sites }) => {
  const title = 'W'.repeat(300);
  const site = await sites.serve(
    await sites.build(edition => {
      edition.articles[0].title = title;
    }),
  );
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['', 'news/', 'search/?q=wwww']) {
    await open(page, site.url + path);
    expect(await excess(page), path).toBe(0);
  }
  await open(page, site.url);
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await expect(heading(page)).toHaveText(title);
  expect(await excess(page)).toBe(0);
});

test.describe('four times as large', () => {
  // 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10).
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

  test('every page reads in one direction', async ({ page }) => {
    for (const path of ['/', '/news/', ARTICLE, '/search/?q=baku', '/saved/', '/storage/', '/cookies-policy/']) {
      await open(page, path);
      expect(await excess(page), path).toBe(0);
      const title = page.getByRole('main').getByRole('heading').last();
      // What is drawn later may move it.
      await expect(async () => {
        await title.scrollIntoViewIfNeeded();
        await expect(title).toBeInViewport({ timeout: 500 });
      }).toPass({ timeout: 10_000 });
      // The bar that stays leaves room for the text.
      const bars = await page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter(element => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
          .map(element => element.getBoundingClientRect())
          .filter(({ top, bottom, width, height }) => width > 160 && height < 1000 && top < 256 && bottom > 0)
          .reduce((sum, { height }) => sum + height, 0),
      );
      expect(bars, `${path}: pixels of 256 that never move`).toBeLessThan(128);
    }
  });
});

test('with the colours of the system a choice is still seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, ARTICLE);
  await page.getByRole('button', { name: 'Text and colours' }).click();
  await page.getByRole('radio', { name: 'Legible' }).check();
  // As it is drawn: the system's colours take the place of those of the styles.
  const drawn = async (name: string) => {
    const face = page.getByRole('radio', { name }).locator('xpath=following-sibling::span | ..//span').first();
    const { x, y } = (await face.boundingBox()) ?? { x: 0, y: 0 };
    return (await page.screenshot({ clip: { x: x + 4, y: y + 4, width: 2, height: 2 } })).toString('base64');
  };
  expect(await drawn('Sans')).toBe(await drawn('Serif'));
  expect(await drawn('Legible')).not.toBe(await drawn('Serif'));
});
