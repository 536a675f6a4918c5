// What the service worker keeps, and what it refuses to keep.

import { type BrowserContext, type Page } from '@playwright/test';
import { ARTICLE, again, answered, expect, heading, install, open, ready, visit } from '../support/app';
import { Faulty, faults, text } from '../support/faulty';
import { test } from '../support/host';

test.use({ serviceWorkers: 'allow' });
test.beforeEach(({ context }) => answered(context));

/** The document that the worker keeps, as text. */
function kept(page: Page, path = '/bundle.json'): Promise<string | undefined> {
  return page.evaluate(async path => (await (await caches.open('gazet-data')).match(path))?.text(), path);
}

/** A part, past the browser's own cache. */
function part(page: Page, path: string): Promise<string> {
  return page.evaluate(async path => (await fetch(path, { cache: 'reload' })).text(), path);
}

/** Names of the shells that are stored. */
async function shells(page: Page): Promise<string[]> {
  const names = await page.evaluate(() => caches.keys());
  return names.filter(name => name.startsWith('gazet-shell-'));
}

/** Removes what the worker keeps, as a browser short of room does. */
async function evict(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cache_storage' });
}

/** Makes a page whose script differs into the next build of the site. */
async function deploy(page: Page, host: Faulty): Promise<void> {
  const script = await (await page.request.get(`${host.url}precache.js`)).text();
  const next = script.replace(/"version":"[0-9a-f]+"/, '"version":"0123456789abcdef"');
  expect(next).not.toBe(script);
  host.break(/\/precache\.js$/, text(200, 'text/javascript', next));
}

const { missing, broken, html, half, truncated, newer, large, swelling, silent } = faults;
for (const [name, fault] of Object.entries({ missing, broken, html, half, truncated, newer, large, swelling, silent })) {
  test(`an edition that is ${name} never takes the place of a good one`, async ({ page, host }) => {
    await visit(page, host.url);
    const good = await kept(page);
    expect(good).toContain('"format":1');
    host.break(/\/bundle\.json$/, fault);
    await page.reload();
    await ready(page);
    await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
    // By the links, without another load of the page.
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Culture' }).click();
    await expect(heading(page)).toHaveText('Culture');
    await expect(page.getByRole('alert')).toBeHidden();
    // Said in a word, since the document would fill the screen.
    expect((await kept(page)) === good, 'the good one is still kept').toBe(true);
  });
}

for (const [name, fault] of [['never comes', faults.hanging], ['drips', faults.dripping]] as const) {
  test(`an edition that ${name} gives way to the last good one`, async ({ page, host }) => {
    await visit(page, host.url);
    const good = await kept(page);
    host.break(/\/bundle\.json$/, fault);
    await page.reload();
    await ready(page);
    await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
    expect((await kept(page)) === good, 'the good one is still kept').toBe(true);
  });
}

test('a text that is not the one named is not kept', async ({ page, host }) => {
  await visit(page, host.url);
  const address = await page.evaluate(async () => {
    const cache = await caches.open('gazet-data');
    const key = (await cache.keys()).find(({ url }) => url.includes('/parts/'));
    if (key) await cache.delete(key);
    return key?.url ?? '';
  });
  expect(address).toContain('/parts/');
  const bad = '{"format":1,"blocks":[]}';
  host.break(/\/parts\//, text(200, 'application/json', bad));
  expect(await part(page, address)).toBe(bad);
  expect(await kept(page, address)).toBeUndefined();
  host.mend();
  const good = await part(page, address);
  expect(good.startsWith('{"blocks"')).toBe(true);
  expect((await kept(page, address)) === good, 'the good one is kept').toBe(true);
});

test('an install that breaks off leaves the old app in charge', async ({ page, host }) => {
  await visit(page, host.url);
  const before = await shells(page);
  expect(before).toHaveLength(1);
  const script = await (await page.request.get(`${host.url}precache.js`)).text();
  const next = script.replace(/"version":"[0-9a-f]+"/, '"version":"0123456789abcdef"').replace('"shell":[', '"shell":["gone.js",');
  host.break(/\/precache\.js$/, text(200, 'text/javascript', next));
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    if (installing && installing.state === 'installing') {
      await new Promise(done => installing.addEventListener('statechange', done));
    }
    return installing?.state;
  });
  expect(state).toBe('redundant');
  expect(await shells(page)).toEqual(before);
  host.mend();
  await host.stop();
  await page.reload();
  await ready(page);
  await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
});

test('an open page reads on under a new build, which takes over at the next visit', async ({ page, context, host }) => {
  await install(page, host.url);
  const [old] = await shells(page);
  const controller = () => page.evaluate(() => navigator.serviceWorker.controller?.state);
  // A page that has come to rest has removed what an older build left, and
  // hands over no more.
  await page.evaluate(() => caches.open('gazet-shell-older'));
  await again(page);
  await expect.poll(() => shells(page)).toEqual([old]);
  await deploy(page, host);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const waiting = registration.installing;
    if (waiting) await new Promise<void>(done =>
      waiting.addEventListener('statechange', () => waiting.state === 'installed' && done()));
  });
  const waiting = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state);
  expect(await controller()).toBe('activated');
  // It has not taken over under the open page.
  expect(await waiting()).toBe('installed');
  expect((await shells(page)).sort()).toEqual([old, 'gazet-shell-0123456789abcdef'].sort());
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Culture' }).click();
  await expect(heading(page)).toHaveText('Culture');
  // The script of the search belongs to the old build, and still comes.
  await page.getByRole('link', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('chess');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('link', { name: /^The half point/ })).toBeVisible();
  expect(await waiting()).toBe('installed');
  // At the next visit the new build takes over; the one after it clears up.
  await open(page, host.url);
  await expect.poll(waiting).toBeUndefined();
  await again(page);
  await expect.poll(async () => (await shells(page)).join()).toBe('gazet-shell-0123456789abcdef');
  expect(context.pages()).toHaveLength(1);
});

test('what the browser threw away comes back while there is a network', async ({ page, context, host }) => {
  await visit(page, host.url);
  await evict(context, page);
  await page.reload();
  await ready(page);
  const files = () => page.evaluate(async () => {
    const name = (await caches.keys()).find(name => name.startsWith('gazet-shell-'));
    return name ? (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname) : [];
  });
  // The next worker, which a browser starts after some thirty idle seconds,
  // stores the app again.
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.reload();
  await ready(page);
  await expect.poll(files).toContain('/shell/index.html');
  await host.stop();
  await page.reload();
  await ready(page);
  await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
});

test('without a network and without what was kept, a page says so', async ({ page, context, host }) => {
  await visit(page, host.url);
  await page.evaluate(() => localStorage.setItem('gazet:probe', 'still here'));
  await evict(context, page);
  await host.stop();
  const response = await page.reload();
  expect(response?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection');
  expect(await page.evaluate(() => localStorage.getItem('gazet:probe'))).toBe('still here');
});

test('a worker that was stopped answers again', async ({ page, context, host }) => {
  await visit(page, host.url);
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  const article = new URL(ARTICLE, host.url).href;
  await host.stop();
  await page.goto(article);
  await ready(page);
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
});

test('pictures that hang do not hold up what else the paper asks for', async ({ page, host }) => {
  const script = await (await page.request.get(`${host.url}sw.js`)).text();
  // A second in the place of half a minute.
  const hasty = script.replace('3e4', '1e3');
  expect(hasty).not.toBe(script);
  const impatient = text(200, 'text/javascript', hasty);
  host.answer = (request, response) => (request.url === '/sw.js' ? impatient(request, response) : false);
  await visit(page, `${host.url}storage/`);

  let [hanging, freed] = [0, 0];
  host.answer = (request, response) => {
    if (request.url === '/sw.js') return impatient(request, response);
    if (!request.url?.startsWith('/images/')) return false;
    hanging += 1;
    response.on('close', () => (freed += 1));
  };
  await page.goto(host.url, { waitUntil: 'commit' });
  // As many as a browser opens to one host.
  await expect.poll(() => hanging).toBeGreaterThanOrEqual(6);
  const status = await page.evaluate(async () => (await fetch('/feed.xml', { cache: 'reload', signal: AbortSignal.timeout(10_000) })).status);
  expect(status).toBe(200);
  await expect.poll(() => freed).toBeGreaterThanOrEqual(6);
});
