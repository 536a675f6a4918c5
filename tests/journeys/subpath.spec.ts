// The same paper under a path of a host that it shares: /repo/.

import { type Page } from '@playwright/test';
import { Server } from '../support/server.mjs';
import { answered, expect, heading, open, ready, Sites, test as base } from '../support/app';

const test = base.extend<object, { repo: Server }>({
  repo: [
    async ({}, use) => {
      const sites = new Sites();
      await use(await sites.serve(await sites.build(() => {}, '/repo/')));
      await sites.close();
    },
    { scope: 'worker' },
  ],
});

test.beforeEach(async ({ context, repo }) => {
  await repo.start();
  await answered(context);
});

/** Every address of the page's own host that its markup names. */
function addresses(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[href], [src], [srcset]')]
      .flatMap(node => [
        node.getAttribute('href'),
        node.getAttribute('src'),
        ...(node.getAttribute('srcset') ?? '').split(',').map(one => one.trim().split(' ')[0]),
      ])
      .filter((address): address is string => Boolean(address) && !address?.startsWith('#'))
      .map(address => new URL(address, document.baseURI))
      .filter(url => url.origin === location.origin)
      .map(url => url.pathname),
  );
}

test('every link and picture stays under the path', async ({ page, repo }) => {
  expect(new URL(repo.url).pathname).toBe('/repo/');
  for (const path of ['', 'news/', 'article/the-falling-sea/', 'author/mira-galley/', 'who-we-are/', 'search/?q=baku', 'nope/']) {
    await open(page, repo.url + path);
    const outside = (await addresses(page)).filter(address => !address.startsWith('/repo/'));
    expect(outside, path).toEqual([]);
  }
});

test('a reader goes about in it', async ({ page, repo }) => {
  const lost: string[] = [];
  page.on('response', response => {
    if (response.status() >= 400) lost.push(response.url());
  });
  await open(page, repo.url);
  await page.getByRole('main').getByRole('link', { name: 'How to save a finite thing' }).first().click();
  await expect(page).toHaveURL(`${repo.url}article/sovereign-oil-fund/`);
  const picture = page.getByRole('main').getByRole('figure').first().getByRole('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await page.getByRole('searchbox').fill('chess');
  await expect(page).toHaveURL(`${repo.url}search/?q=chess`);
  await page.getByRole('link', { name: /^The half point/ }).click();
  await expect(page).toHaveURL(`${repo.url}article/the-half-point/`);
  await page.getByRole('main').getByRole('button', { name: /^Save: The half point/ }).first().click();
  await page.getByRole('link', { name: 'Saved' }).click();
  await expect(page).toHaveURL(`${repo.url}saved/`);
  await page.goBack();
  await page.getByRole('link', { name: 'Gazet', exact: true }).first().click();
  await expect(page).toHaveURL(repo.url);
  expect(lost).toEqual([]);
});

test('a deep link opens, with and without its last slash', async ({ page, repo }) => {
  for (const path of ['news/energy', 'news/energy/', 'article/the-half-point', 'news/page/2/']) {
    const answer = await page.goto(repo.url + path);
    expect(answer?.status(), path).toBe(200);
    await ready(page);
    await expect(page).toHaveURL(`${repo.url}${path.replace(/\/$/, '')}/`);
    await expect(heading(page)).not.toHaveText('Page not found');
  }
  const answer = await page.goto(`${repo.url}nope/`);
  expect(answer?.status()).toBe(404);
  await ready(page);
  await page.getByRole('link', { name: 'Go to the front page' }).click();
  await expect(page).toHaveURL(repo.url);
});

test('the manifest knows the path', async ({ page, request, repo }) => {
  await open(page, repo.url);
  const manifest = await (await request.get(`${repo.url}manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({ id: '/repo/', start_url: '/repo/', scope: '/repo/' });
  const files = [...manifest.icons, ...(manifest.screenshots ?? [])].map(({ src }) => src);
  for (const address of [...files, ...manifest.shortcuts.map(({ url }: { url: string }) => url)]) {
    const url = new URL(address, `${repo.url}manifest.webmanifest`);
    expect(url.pathname).toMatch(/^\/repo\//);
    expect((await request.get(url.href)).status(), address).toBe(200);
  }
});

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('it reads without a network', async ({ page, repo }) => {
    await open(page, repo.url);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(repo.url);
    await page.reload();
    await ready(page);
    await repo.stop();
    await open(page, `${repo.url}article/gas-shah-deniz-to-italy/`);
    await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
    await open(page, repo.url);
    await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
  });
});
