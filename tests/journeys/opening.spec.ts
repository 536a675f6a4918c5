// The ways to an edition in a file, and the line that says so.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { answered, expect, ready, stored, test, visit } from '../support/app';
import { bar, choose, pack } from '../support/packed';

test.use({ serviceWorkers: 'allow' });
test.beforeEach(({ context }) => answered(context));

/** The texts of the default edition, as a file of their own. */
const texts = () => readFile(join(process.env.GAZET_EDITION ?? 'target/edition', 'bundle.json'));

/** Waits until the edition of a file is on the screen. */
async function shown(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/storage\/[0-9a-f]{16}\/$/, { timeout: 30_000 });
  await ready(page);
  await expect(bar(page)).toBeVisible();
}

/** Drags a file over the page and lets it go, as the browser does it. */
async function drop(page: Page, file: string): Promise<void> {
  const box = await page.getByRole('heading', { level: 1 }).boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: box?.x ?? 0, y: box?.y ?? 0, data });
  }
}

test('a file that is dropped on the Storage page opens', async ({ page, sites }, info) => {
  const file = await pack(sites, info.outputDir);
  await visit(page, '/storage/');
  await expect(page.getByText('Choose a file')).toBeVisible();
  await drop(page, file);
  await shown(page);
  await expect(page.getByRole('banner').getByRole('link', { name: 'The Other Paper' }).first()).toBeVisible();
});

test('a file that is dropped and is no edition leaves the page where it is', async ({ page }) => {
  await visit(page, '/storage/');
  await expect(page.getByText('Choose a file')).toBeVisible();
  await drop(page, join(process.cwd(), 'package.json'));
  const sentence = '“package.json” was not opened: it is no edition, or it is not whole.';
  await expect(page.getByRole('status').getByText(sentence)).toBeVisible();
  await expect(page).toHaveURL('/storage/');
});

test('the installed paper opens the file that it is started with', async ({ page, sites }, info) => {
  const file = await pack(sites, info.outputDir);
  const { file_handlers: [handler] } = await (await page.request.get('/manifest.webmanifest')).json();
  expect(handler.accept).toEqual({ 'application/vnd.gazet': ['.gazet'] });
  await visit(page, '/');
  // A handle of the browser's own, which only a file of this origin has.
  await page.evaluate(async text => {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('other.gazet', { create: true });
    const writable = await handle.createWritable();
    await writable.write(bytes);
    await writable.close();
  }, (await readFile(file)).toString('base64'));
  // The browser's queue: it keeps what the paper was started with until someone
  // asks for it, and gives it once.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('launched')) return;
    Object.defineProperty(globalThis, 'launchQueue', {
      value: {
        setConsumer: async (consumer: (launch: { files: FileSystemFileHandle[] }) => void) => {
          if (sessionStorage.getItem('launched')) return;
          sessionStorage.setItem('launched', '1');
          const handle = await (await navigator.storage.getDirectory()).getFileHandle('other.gazet');
          consumer({ files: [handle] });
        },
      },
    });
  });
  await page.goto(handler.action);
  await shown(page);
});

test('the paper that is started without a file shows the Storage page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'launchQueue', {
      value: { setConsumer: (consumer: (launch: { files: never[] }) => void) => consumer({ files: [] }) },
    });
  });
  await visit(page, '/storage/');
  await expect(page.getByText('Choose a file')).toBeVisible();
  await expect(page.getByRole('status').getByText(/was not opened/)).toHaveCount(0);
  await expect(page).toHaveURL('/storage/');
});

test('the line of an edition from a file is reached and left by keyboard', async ({ page }) => {
  await visit(page, '/storage/');
  // Asked for long before the key: what a busy browser hears later overtakes it.
  const chooser = page.waitForEvent('filechooser');
  // The button is a label; what has the keyboard is the field in it.
  const field = page.getByLabel('Choose a file');
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab');
    if (await field.evaluate(node => node === document.activeElement)) break;
  }
  await expect(field).toBeFocused();
  // What is seen of it is the label, and its outline.
  expect((await field.boundingBox())?.width).toBe(1);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'other.gazet', mimeType: 'application/json', buffer: await texts() });
  await shown(page);

  const close = page.getByRole('link', { name: 'Close', exact: true });
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab');
    if (await close.evaluate(node => node === document.activeElement)) break;
  }
  await expect(close).toBeFocused();
  // Where the keyboard is can be seen.
  const outline = await close.evaluate(node => getComputedStyle(node).outlineStyle);
  expect(outline).not.toBe('none');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/storage/');
  await ready(page);
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Read: Gazet' })).toBeVisible();
  expect(Object.keys(await stored(page)).filter(key => key.includes('opened'))).toEqual([]);
});

for (const language of ['en-GB', 'ar']) {
  test(`an edition from the right is no wider than a phone, in a paper in ${language}`, async ({ page, site, sites }) => {
    const edition = JSON.parse(String(await texts()));
    edition.site.language = 'ar';
    const server = language === 'ar' ? await sites.serve(await sites.build(own => void (own.site.language = 'ar'))) : site;
    await page.setViewportSize({ width: 360, height: 740 });
    await visit(page, `${server.url}storage/`);
    await choose(page, { name: 'other.gazet', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(edition)) });
    await shown(page);
    const root = page.locator('html');
    await expect(root).toHaveAttribute('dir', 'rtl');
    const front = page.url();
    for (const path of ['', 'article/abraj-al-riyah/', 'saved/']) {
      await page.goto(front + path);
      await ready(page);
      await expect(bar(page)).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
      // Both lines begin at the right.
      const lines = [bar(page), page.getByRole('link', { name: 'Close', exact: true })];
      for (const line of lines) {
        const box = await line.boundingBox();
        expect((box?.x ?? 0) + (box?.width ?? 0), path).toBeCloseTo(344, 0);
      }
    }
  });
}

test('a long name of a file stays inside the page', async ({ page }) => {
  const name = `${'newspaper'.repeat(20)}.gazet`;
  await page.setViewportSize({ width: 360, height: 740 });
  await visit(page, '/storage/');
  await choose(page, { name, mimeType: 'application/json', buffer: await texts() });
  await expect(page.getByText(`This edition was opened from the file “${name}”.`)).toBeVisible({ timeout: 30_000 });
  await ready(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
