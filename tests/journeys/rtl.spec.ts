// An article that is read from right to left, in a paper that is not.

import { answered, computed, expect, heading, open, test } from '../support/app';

const ARABIC = '/article/abraj-al-riyah/';

test.beforeEach(({ context }) => answered(context));

test('its text runs from the right, the furniture from the left', async ({ page }) => {
  await open(page, ARABIC);
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  expect(await computed(heading(page), 'direction')).toBe('rtl');
  // The line begins at the right edge of its column.
  const text = page.getByRole('main').getByRole('article').first().getByRole('paragraph').nth(2);
  const place = await text.evaluate(node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()];
    const box = node.getBoundingClientRect();
    const last = lines[lines.length - 1];
    return { direction: getComputedStyle(node).direction, start: box.right - last.right, end: last.left - box.left };
  });
  expect(place.direction).toBe('rtl');
  expect(place.start).toBeLessThan(2);
  expect(place.end).toBeGreaterThanOrEqual(0);
  // The rail of a paper from the left stands at the right.
  await page.setViewportSize({ width: 1280, height: 800 });
  const rail = await page.getByRole('complementary', { name: 'New articles' }).boundingBox();
  const main = await text.boundingBox();
  expect(rail?.x).toBeGreaterThan((main?.x ?? 0) + (main?.width ?? 0) - 1);
});

test('its headline keeps its direction in lists', async ({ page }) => {
  await open(page, '/culture/');
  const card = page.getByRole('main').getByRole('heading', { name: 'أبراجٌ تصطاد الريح' });
  expect(await computed(card, 'direction')).toBe('rtl');
  const english = page.getByRole('main').getByRole('heading', { name: 'Eleven strings' });
  expect(await computed(english, 'direction')).toBe('ltr');
});

test('its letters are joined and not spaced', async ({ page }) => {
  await open(page, ARABIC);
  expect(['0px', 'normal']).toContain(await computed(heading(page), 'letter-spacing'));
});

test('nothing runs over the edge', async ({ page }) => {
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, ARABIC);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('a whole paper from the right is laid out from the right', async ({ page, sites }) => {
  const site = await sites.serve(
    await sites.build(edition => {
      edition.site.language = 'ar';
    }),
  );
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, `${site.url}article/abraj-al-riyah/`);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const rail = await page.getByRole('complementary', { name: 'New articles' }).boundingBox();
  const title = await heading(page).boundingBox();
  expect((rail?.x ?? 0) + (rail?.width ?? 0)).toBeLessThan((title?.x ?? 0) + 1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
});

test('in a paper from the right the sentences of the app end at their own end', async ({ page, sites }) => {
  const site = await sites.serve(
    await sites.build(edition => {
      edition.site.language = 'ar';
    }),
  );
  await open(page, `${site.url}storage/`);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const sentence = page.getByText('What you keep here opens without a connection.');
  const [before, stop, edge] = await sentence.evaluate(node => {
    const text = node.firstChild as Text;
    const box = (from: number) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect();
    };
    return [box(text.length - 2).right, box(text.length - 1).left, node.getBoundingClientRect().right - box(text.length - 1).right];
  });
  expect(stop).toBeGreaterThanOrEqual((before ?? 0) - 1);
  expect(edge).toBeLessThan(2);
  // What can be kept stands below the heading of it, at the right.
  const right = async (text: string) => {
    const { x, width } = (await page.getByText(text, { exact: true }).boundingBox()) ?? { x: 0, width: 0 };
    return x + width;
  };
  const edgeOfAll = await right('Keep on this device');
  expect(Math.abs((await right('The whole edition')) - edgeOfAll)).toBeLessThan(2);
});
