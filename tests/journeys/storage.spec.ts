// What a reader keeps on the device, and reads without a network.

import { type Locator, type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, ready, visit } from '../support/app';
import { type Faulty } from '../support/faulty';
import { test } from '../support/host';

test.use({ serviceWorkers: 'allow' });
test.beforeEach(({ context }) => answered(context));

/** The row of a set. */
function row(page: Page, name: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(`: ${name}$`) }) });
}

/** Has the pictures that are kept wait until what it gives is called. */
function hold(host: Faulty): () => void {
  let come = () => {};
  const coming = new Promise<false>(done => (come = () => done(false)));
  host.break(/\/images\//, request => (request.headers['gazet-keep'] ? coming : false));
  return () => come();
}

function press(page: Page, verb: string, name: string): Promise<void> {
  return page.getByRole('button', { name: `${verb}: ${name}`, exact: true }).click();
}

/** Removes what was read along the way, which for a small edition is all. */
async function forget(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Remove traces of reading' }).click();
  await expect(page.getByText('The traces of reading were removed.')).toBeVisible();
}

test('a section that is kept reads without a network, and the others say that they are not there', async ({ page, context, site }) => {
  await visit(page, '/storage/');
  await expect(heading(page)).toHaveText('Reading offline');
  const energy = row(page, 'Energy');
  await expect(energy).toContainText(/\d+ articles, \d+ kB/);
  await press(page, 'Keep', 'Energy');
  await expect(page.getByText('“Energy” is kept for reading offline.')).toBeVisible();
  await expect(energy).toContainText('Kept offline');
  await forget(page);
  // The browser's own cache is no promise.
  await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
  await site.stop();
  await open(page, '/news/energy/');
  await expect(page.getByRole('status').filter({ hasText: 'There is no connection. You are reading the edition of' })).toBeVisible();
  const cards = page.getByRole('main').getByRole('article');
  await expect(cards.first()).toBeVisible();
  await expect(cards.filter({ hasText: 'Not on this device' })).toHaveCount(0);
  await open(page, ARTICLE);
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
  const picture = page.getByRole('img', { name: /^A long paper-cut section/ });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  // What is not there says so before it is opened.
  await open(page, '/culture/');
  await expect(cards.filter({ hasText: 'Not on this device' }).first()).toBeVisible();
  await expect(cards.filter({ hasNotText: 'Not on this device' })).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Down to the sea by way of five doors' }).first().click();
  await expect(page.getByRole('alert')).toContainText('The paper could not be reached.');
});

test('the line about the network goes when it is back', async ({ page, site }) => {
  await visit(page, '/');
  await expect(page.getByText('There is no connection.')).toBeHidden();
  await site.stop();
  await page.reload();
  await ready(page);
  await expect(page.getByText('There is no connection.')).toBeVisible();
  await site.start();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('There is no connection.')).toBeHidden();
  await ready(page);
});

test('an edition that the server cannot give is told with its reason', async ({ page, host }) => {
  await visit(page, host.url);
  host.break(/\/bundle\.json$/, (_, response) => void response.writeHead(503).end());
  await page.reload();
  await ready(page);
  const line = /^The server of the paper answered with an error \(status 503\)\. You are reading the edition of \d+ \w+ \d{4}/;
  await expect(page.getByText(line)).toBeVisible();
});

test('the button of an article that is on its way says nothing else', async ({ page, host }) => {
  await visit(page, host.url + ARTICLE.slice(1));
  const title = await heading(page).innerText();
  const button = page.getByRole('main').getByRole('button', { name: /^(Keep offline|Kept offline|\d+ %)$/ });
  const come = hold(host);
  await button.click();
  await expect(button).toHaveAccessibleName(/^\d+ %$/);
  await button.click();
  const told = page.getByRole('status').getByText(`“${title}” is kept for reading offline.`);
  // What would be said of a press is said at once, and for some seconds.
  await page.waitForTimeout(1000);
  expect(await told.count()).toBe(0);
  // The next article has such a button, too, and is not kept.
  await page.getByRole('navigation', { name: 'More from' }).getByRole('link').first().click();
  await expect(heading(page)).not.toHaveText(title);
  await expect(button).toHaveAccessibleName('Keep offline');
  come();
  await expect(told).toHaveCount(1);
  await expect(button).toHaveAccessibleName('Keep offline');
  await page.goBack();
  await expect(heading(page)).toHaveText(title);
  await expect(button).toHaveAccessibleName('Kept offline');
});

test('an article is kept and removed by its button', async ({ page, site }) => {
  await visit(page, ARTICLE);
  const title = await heading(page).innerText();
  const button = page.getByRole('main').getByRole('button', { name: /^(Keep offline|Kept offline|\d+ %)$/ });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(button).toHaveAccessibleName('Kept offline');
  // It is a row of the page, too, and known after a reload.
  await page.reload();
  await ready(page);
  await expect(button).toHaveAccessibleName('Kept offline');
  await open(page, '/storage/');
  const own = page.getByRole('listitem').filter({ hasText: title });
  await expect(own).toContainText('Kept offline');
  await forget(page);
  await site.stop();
  await open(page, ARTICLE);
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  expect(await page.evaluate(() => caches.has('gazet-kept'))).toBe(false);
});

test('keeping can be stopped, and gone on with', async ({ page, host }) => {
  await visit(page, host.url);
  // Nothing of it is in the browser's own cache or the worker's.
  await open(page, `${host.url}storage/`);
  await forget(page);
  // Some files come, the others hang; the page's own pictures are left alone.
  let asked = 0;
  host.break(/\/images\//, request => (!request.headers['gazet-keep'] || asked++ < 3 ? false : undefined));
  await press(page, 'Keep', 'Science');
  const bar = page.getByRole('progressbar', { name: 'Science' });
  await expect(bar).toBeVisible();
  await press(page, 'Stop', 'Science');
  const science = row(page, 'Science');
  await expect(science).toContainText('Not complete');
  // A keyboard finds itself where it was.
  await expect(page.getByRole('button', { name: 'Go on: Science' })).toBeFocused();
  await page.reload();
  await ready(page);
  await expect(science).toContainText('Not complete');
  host.mend();
  const before = host.asked.filter(path => path.startsWith('/parts/')).length;
  await press(page, 'Go on', 'Science');
  await expect(science).toContainText('Kept offline');
  // What had come did not come again.
  const again = host.asked.slice(before).filter(path => path.startsWith('/parts/'));
  expect(new Set(again).size).toBe(again.length);
});

test('a set comes on while the reader reads, and shows it when they come back', async ({ page, host }) => {
  await visit(page, host.url);
  await open(page, `${host.url}storage/`);
  await forget(page);
  const come = hold(host);
  await press(page, 'Keep', 'Science');
  const bar = page.getByRole('progressbar', { name: 'Science' });
  await expect(bar).toBeVisible();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Culture' }).click();
  await expect(heading(page)).toHaveText('Culture');
  await page.goBack();
  await expect(bar).toBeVisible();
  come();
  await expect(row(page, 'Science')).toContainText('Kept offline');
  await expect(page.getByRole('status').getByText('“Science” is kept for reading offline.')).toBeVisible();
});

test('what another tab saves takes a row, and leaves the keyboard where it is', async ({ page, context }) => {
  await visit(page, '/storage/');
  const keep = page.getByRole('button', { name: 'Keep: Culture' });
  await keep.focus();
  const saved = row(page, 'Your saved articles');
  await expect(saved).toHaveCount(0);
  const other = await context.newPage();
  await open(other, '/science/');
  const save = other.getByRole('main').getByRole('button', { name: /^Save: /, pressed: false });
  await save.first().click();
  await expect(saved).toContainText('1 article');
  await save.first().click();
  await expect(saved).toContainText('2 articles');
  await expect(keep).toBeFocused();
  // What the keyboard was on goes away with its row.
  await page.getByRole('button', { name: 'Keep: Your saved articles' }).focus();
  const unsave = other.getByRole('main').getByRole('button', { name: /^Save: /, pressed: true });
  await unsave.first().click();
  await unsave.first().click();
  await expect(saved).toHaveCount(0);
  await expect(heading(page)).toBeFocused();
});

test('a set that another tab removes while it comes is not called kept', async ({ page, context, host }) => {
  await visit(page, host.url);
  await open(page, `${host.url}storage/`);
  await forget(page);
  const come = hold(host);
  await press(page, 'Keep', 'Science');
  await expect(page.getByRole('progressbar', { name: 'Science' })).toBeVisible();
  const other = await context.newPage();
  await open(other, `${host.url}storage/`);
  await expect(row(other, 'Science')).toContainText('Not complete');
  await press(other, 'Remove', 'Science');
  await expect(other.getByText('“Science” is no longer kept for reading offline.')).toBeVisible();
  come();
  await expect(page.getByText('“Science” is not kept: it was removed before all of it came.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep: Science' })).toBeVisible();
  expect(await page.evaluate(() => caches.has('gazet-kept'))).toBe(false);
  // It is kept whole when it is asked for again.
  await press(page, 'Keep', 'Science');
  await expect(row(page, 'Science')).toContainText('Kept offline');
  const section = `${host.url}science/`;
  await host.stop();
  await open(page, section);
  await expect(page.getByText('Not on this device')).toHaveCount(0);
});

test('a file that does not come leaves the set incomplete, and says so', async ({ page, host }) => {
  await visit(page, host.url);
  await open(page, `${host.url}storage/`);
  await forget(page);
  host.break(/\/images\//, (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in'));
  await press(page, 'Keep', 'Science');
  await expect(page.getByText('“Science” is not kept in full: a file did not come.')).toBeVisible();
  await expect(row(page, 'Science')).toContainText('Not complete');
  host.mend();
  await press(page, 'Go on', 'Science');
  await expect(row(page, 'Science')).toContainText('Kept offline');
});

test('a full device is told, and what came stays', async ({ page, context }) => {
  await visit(page, '/storage/');
  await forget(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.ceil(usage) + 300_000 });
  await press(page, 'Keep', 'The whole edition');
  await expect(page.getByText('“The whole edition” is not kept in full: there is no room left.')).toBeVisible();
  await expect(row(page, 'The whole edition')).toContainText('Not complete');
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await press(page, 'Go on', 'The whole edition');
  await expect(row(page, 'The whole edition')).toContainText('Kept offline');
});

test('what two sets share stays until the last of them goes', async ({ page }) => {
  await visit(page, '/storage/');
  await press(page, 'Keep', 'Energy');
  await expect(row(page, 'Energy')).toContainText('Kept offline');
  await press(page, 'Keep', 'News');
  await expect(row(page, 'News')).toContainText('Kept offline');
  const kept = () => page.evaluate(async () => (await (await caches.open('gazet-kept')).keys()).length);
  const both = await kept();
  await press(page, 'Remove', 'Energy');
  await expect(page.getByText('“Energy” is no longer kept for reading offline.')).toBeVisible();
  // Only the record of the set goes: its articles are of the other one, too.
  expect(await kept()).toBe(both - 1);
  await press(page, 'Remove', 'News');
  await expect(row(page, 'News').getByRole('button', { name: 'Keep: News' })).toBeVisible();
  expect(await page.evaluate(() => caches.has('gazet-kept'))).toBe(false);
});

test('the saved articles are kept together', async ({ page, site }) => {
  await visit(page, '/science/');
  const save = page.getByRole('main').getByRole('button', { name: /^Save: / });
  await save.first().click();
  await open(page, '/saved/');
  await page.getByRole('link', { name: 'Keep offline' }).click();
  await expect(heading(page)).toHaveText('Reading offline');
  const saved = row(page, 'Your saved articles');
  await expect(saved).toContainText('1 article');
  await press(page, 'Keep', 'Your saved articles');
  await expect(saved).toContainText('Kept offline');
  await forget(page);
  await site.stop();
  await open(page, '/saved/');
  await page.getByRole('main').getByRole('listitem').getByRole('heading').getByRole('link').first().click();
  await expect(page.getByRole('main').getByRole('article').getByRole('paragraph').nth(3)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});
