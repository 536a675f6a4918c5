// An edition from a file: it reads like any other, apart from the site's own.

import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answered, expect, heading, open, ready, stored, test, visit } from '../support/app';
import { bar, choose, gazet, pack } from '../support/packed';

test.use({ serviceWorkers: 'allow' });
test.beforeEach(({ context }) => answered(context));

test('a file reads like any edition, and its data stays apart', async ({ page, sites, site }, info) => {
  const file = await pack(sites, info.outputDir);
  await visit(page, '/storage/');
  await choose(page, file);
  await expect(page).toHaveURL(/\/storage\/[0-9a-f]{16}\/$/, { timeout: 30_000 });
  await ready(page);
  await expect(bar(page)).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: 'The Other Paper' }).first()).toBeVisible();

  // No network is needed, for texts and pictures alike.
  await site.stop();
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('link', { name: 'How to save a finite thing' }).first().click();
  await expect(heading(page)).toHaveText('How to save a finite thing');
  await expect(page.getByRole('table').first()).toBeVisible();
  const picture = page.getByRole('main').getByRole('img').first();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Save: How to save a finite thing' }).first().click();
  await page.reload();
  await ready(page);
  await expect(heading(page)).toHaveText('How to save a finite thing');
  await expect(bar(page)).toBeVisible();
  const keys = Object.keys(await stored(page)).filter(key => key.includes('bookmark'));
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/^gazet:opened:[0-9a-f]{16}:bookmark:/);

  // The site's own knows nothing of it.
  await page.getByRole('link', { name: 'Close', exact: true }).click();
  await ready(page);
  await expect(page).toHaveURL('/storage/');
  await open(page, '/saved/');
  await expect(page.getByText(/^You have saved nothing yet/)).toBeVisible();

  await open(page, '/storage/');
  await expect(page.getByRole('link', { name: 'Read: The Other Paper' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove: The Other Paper' }).click();
  await expect(page.getByRole('link', { name: 'Read: The Other Paper' })).toHaveCount(0);
  expect(Object.keys(await stored(page)).filter(key => key.includes('opened'))).toEqual([]);
  expect((await page.evaluate(() => caches.keys())).filter(name => name.includes('opened'))).toEqual([]);
});

test('a bundle of texts is opened, too', async ({ page }) => {
  const text = await readFile(join(process.env.GAZET_EDITION ?? 'target/edition', 'bundle.json'));
  await visit(page, '/storage/');
  await choose(page, { name: 'other.gazet', mimeType: 'application/json', buffer: text });
  await expect(page).toHaveURL(/\/storage\/[0-9a-f]{16}\/$/);
  await ready(page);
  await expect(bar(page)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
});

test('what is no edition is refused by name, and leaves nothing', async ({ page, sites }, info) => {
  const whole = await readFile(await pack(sites, info.outputDir));
  // A letter of a stored picture, which no check of the format would find.
  const changed = Buffer.from(whole);
  const picture = changed.indexOf('images/', changed.indexOf('bundle.json'));
  expect(picture).toBeGreaterThan(0);
  const at = picture + 600;
  changed[at] = (changed[at] ?? 0) ^ 1;
  await visit(page, '/storage/');
  for (const [buffer, sentence] of [
    [changed, '“x.gazet” was not opened: it holds other bytes than it says it does.'],
    [whole.subarray(0, whole.length - 3_000), '“x.gazet” was not opened: it is no edition, or it is not whole.'],
    [Buffer.from('<!doctype html>'), '“x.gazet” was not opened: it is no edition, or it is not whole.'],
    [Buffer.from('{"format":1}'), '“x.gazet” was not opened: it is no edition, or it is not whole.'],
    [Buffer.alloc(9_000_000, ' '), '“x.gazet” was not opened: a part of it is larger than this app reads.'],
  ] as [Buffer, string][]) {
    await choose(page, { name: 'x.gazet', mimeType: 'application/vnd.gazet', buffer });
    await expect(page.getByRole('status').getByText(sentence)).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByText(sentence)).toHaveCount(0);
  }
  expect((await page.evaluate(() => caches.keys())).filter(name => name.includes('opened'))).toEqual([]);
  await expect(page).toHaveURL('/storage/');
});

test('an edition that its site’s publisher signed says so', async ({ page, sites }, info) => {
  await mkdir(info.outputDir, { recursive: true });
  const key = join(info.outputDir, 'secret.key');
  await gazet('keygen', '--secret', key, '--public', join(info.outputDir, 'public.key'), '--no-password');
  const folder = await sites.build(undefined, '/', undefined, ['--key', key, '--no-search']);
  const file = join(info.outputDir, 'other.gazet');
  await gazet('pack', folder, '--out', file, '--key', key);
  const server = await sites.serve(folder);
  await visit(page, `${server.url}storage/`);
  await choose(page, file);
  await ready(page);
  await expect(page.getByText('This edition was opened from the file “other.gazet”, signed by the publisher of this site.')).toBeVisible({ timeout: 30_000 });
  // The same signed by somebody else is an edition of a stranger.
  const strange = join(info.outputDir, 'strange.key');
  await gazet('keygen', '--secret', strange, '--public', join(info.outputDir, 'strange.pub'), '--no-password');
  await gazet('pack', folder, '--out', join(info.outputDir, 'strange.gazet'), '--key', strange);
  await visit(page, `${server.url}storage/`);
  await choose(page, join(info.outputDir, 'strange.gazet'));
  await ready(page);
  await expect(page.getByText('This edition was opened from the file “strange.gazet”')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(', signed by the publisher of this site.')).toHaveCount(0);
});
