// The app itself ends: what is read stays, and there is a way on.

import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));
test.use({ expectedFaults: [/RuntimeError|WebAssembly|is not defined|encoded data was not valid|Failed to fetch dynamically/] });

/** Ends the app as a panic does: by a trap inside its own WebAssembly. */
async function watch(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...all: Parameters<typeof instantiateStreaming>) => {
      const made = await instantiateStreaming.apply(WebAssembly, all);
      (window as unknown as { app: WebAssembly.Exports }).app = made.instance.exports;
      return made;
    };
  });
  return () =>
    page.evaluate(() => {
      const { app } = window as unknown as { app: Record<string, unknown> };
      for (const part of Object.values(app)) {
        if (typeof part === 'function') setTimeout(() => part(-1, -1, -1, -1));
      }
    });
}

test('a trap is told once, and the text stays', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const trap = await watch(page);
  await open(page, ARTICLE);
  await page.getByRole('button', { name: /^Save: / }).first().click();
  await trap();
  const alert = page.getByRole('alert');
  await expect(alert.getByRole('heading', { name: 'The reader has stopped' })).toBeVisible();
  await expect(alert).toHaveCount(1);
  await expect(heading(page)).toHaveText('A molecule goes to Italy');

  await alert.getByRole('button', { name: 'Copy details' }).click();
  await expect(alert.getByRole('status')).toHaveText('The details were copied.');
  const details = await page.evaluate(() => navigator.clipboard.readText());
  expect(details).toMatch(/^RuntimeError: /);
  expect(details).toContain(ARTICLE);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    alert.getByRole('button', { name: 'Export my data' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  await alert.getByRole('button', { name: 'Reload' }).click();
  await expect(alert).toHaveCount(0);

  // What was exported comes back by the app's own way.
  await page.evaluate(() => localStorage.clear());
  await open(page, '/saved/');
  await expect(page.getByText(/^You have saved nothing yet/)).toBeVisible();
  const buffer = Buffer.from(file);
  await page.getByLabel('Import').setInputFiles({ name: 'gazet-data.json', mimeType: 'application/json', buffer });
  await expect(page.getByRole('main').getByRole('link', { name: 'A molecule goes to Italy' })).toBeVisible();
});

for (const [what, path] of [['the search', '/search/'], ['the saved articles', '/saved/']]) {
  test(`without WebAssembly ${what} say why there is nothing`, async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await page.goto(path);
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { name: 'The reader did not start' })).toBeVisible();
    await alert.getByRole('link', { name: 'Go to the front page' }).click();
    await expect(page).toHaveURL('/');
    await expect(heading(page)).toBeAttached();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('an app that does not come leaves the text alone', async ({ page }) => {
  await page.route('**/gazet-reader-*.js', route => route.abort());
  await page.goto(ARTICLE);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
  await expect(page.getByRole('alert')).toHaveCount(0);
});
