// An article on paper.

import { ARTICLE, answered, computed, expect, heading, open, test } from '../support/app';

test.beforeEach(async ({ page, context }) => {
  await answered(context);
  await page.emulateMedia({ media: 'print' });
});

test('the text is printed, the furniture is not', async ({ page }) => {
  await open(page, ARTICLE);
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notes' })).toBeVisible();
  await expect(page.getByText('Illustration: Gazet').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Rauf Folio' }).first()).toBeVisible();
  for (const gone of [
    page.getByRole('navigation', { name: 'Sections' }),
    page.getByRole('contentinfo'),
    page.getByRole('complementary', { name: 'New articles' }),
    page.getByRole('region', { name: 'You might also like' }),
    page.getByRole('navigation', { name: 'More from' }),
    page.getByRole('button', { name: 'Share' }),
    page.getByRole('progressbar'),
  ]) {
    await expect(gone).toBeHidden();
  }
});

test('a dark screen prints black on white', async ({ page }) => {
  await page.emulateMedia({ media: 'screen' });
  await open(page, ARTICLE);
  await page.getByRole('button', { name: 'Text and colours' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  expect(await computed(page.locator('html'), 'background-color')).toBe('rgb(255, 255, 255)');
  expect(await computed(page.getByText('Methane is a carbon atom'), 'color')).toBe('rgb(0, 0, 0)');
});

test('the question of consent is not printed', async ({ browser, site }) => {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await page.emulateMedia({ media: 'print' });
  await open(page, `${site.url}article/the-half-point/`);
  await expect(page.getByRole('region', { name: 'Your privacy' })).toBeHidden();
  await expect(heading(page)).toBeVisible();
  await page.close();
});

test('an article fits its sheets', async ({ page }) => {
  await open(page, ARTICLE);
  const sheets = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const pages = sheets.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  // 1,700 words in two columns, a picture and a table.
  expect(pages).toBeGreaterThanOrEqual(2);
  expect(pages).toBeLessThanOrEqual(6);
});
