// A newer edition while the paper is open, and the offer to install it.

import { type Locator, type Page } from '@playwright/test';
import { type Edition, answered, expect, heading, open, ready, stored, visit } from '../support/app';
import { text } from '../support/faulty';
import { test } from '../support/host';

test.beforeEach(({ context }) => answered(context));

/** Lets the time pass that the paper waits before it looks for what is new. */
async function later(page: Page, minutes: number): Promise<void> {
  await page.clock.fastForward(minutes * 60_000);
}

/** Lets quarters of an hour pass until something is seen: one, or two where the
 * first look was under way. */
async function withinHalfAnHour(page: Page, seen: Locator): Promise<void> {
  await later(page, 16);
  await seen.waitFor({ timeout: 5_000 }).catch(() => later(page, 16));
  await expect(seen).toBeVisible();
}

/** Waits until the paper looks for what is new, which nothing shows. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(4_000);
}

/** The edition with two more articles, the newest. */
function more(edition: Edition): void {
  const [first] = edition.articles;
  if (!first) throw new Error('the edition is empty');
  for (const name of ['one', 'two']) {
    edition.articles.unshift({ ...first, id: `news-${name}`, slug: `news-${name}`, title: `News number ${name}` } as typeof first);
  }
}

test.describe('under the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a newer edition is announced and shown on the reader’s word', async ({ page, sites }) => {
    const server = await sites.serve(await sites.build());
    await page.clock.install();
    await visit(page, server.url);
    await settled(page);
    await sites.replace(server, await sites.build(more));
    const news = page.getByRole('status').getByText('2 new articles');
    await withinHalfAnHour(page, news);
    // Nothing changed under their eyes.
    const lead = page.getByRole('region', { name: 'Latest' }).getByRole('heading', { level: 3 }).first();
    const text = await lead.textContent();
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(news).toHaveCount(0);
    await expect(lead).toHaveText(text ?? '');

    // The same edition is not announced twice.
    await later(page, 16);
    await expect(news).toHaveCount(0);

    await sites.replace(server, await sites.build(edition => {
      more(edition);
      if (edition.articles[0]) edition.articles[0].title = 'A headline that was mended';
    }));
    await withinHalfAnHour(page, news);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByRole('link', { name: 'A headline that was mended' }).first()).toBeVisible();
  });

  test('a newer app is announced once, and applied on the reader’s word', async ({ page, host }) => {
    await page.clock.install();
    await visit(page, host.url);
    await settled(page);
    const line = page.getByRole('status').getByText('There is a new version of this app.');
    await later(page, 16);
    await page.clock.resume();
    await page.waitForTimeout(1_000);
    await expect(line).toHaveCount(0);
    // A portal of a network is no app.
    const list = await (await page.request.get(`${host.url}precache.js`)).text();
    host.break(/\/precache\.js$/, text(200, 'text/html', '<h1>Sign in</h1>'));
    await later(page, 16);
    await page.waitForTimeout(1_000);
    await expect(line).toHaveCount(0);
    host.break(/\/precache\.js$/, text(200, 'text/javascript', list.replaceAll(/gazet-reader-[0-9a-f]+/g, 'gazet-reader-0123456789abcdef')));
    await withinHalfAnHour(page, line);
    await page.getByRole('button', { name: 'Later' }).click();
    await later(page, 16);
    await page.waitForTimeout(500);
    await expect(line).toHaveCount(0);
    // Another visit, which takes it.
    await page.reload();
    await settled(page);
    await withinHalfAnHour(page, line);
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload' }).click();
    await loaded;
    await expect(heading(page)).toHaveText('Gazet');
    await expect(line).toHaveCount(0);
  });

  test('no connection is no newer edition', async ({ page, site }) => {
    await page.clock.install();
    await visit(page);
    await settled(page);
    await site.stop();
    await later(page, 16);
    await page.clock.resume();
    await page.waitForTimeout(1_000);
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toHaveCount(0);
  });
});

test.describe('installing', () => {
  /** The browser offers it, as Chromium does once the paper is worth it. */
  async function offer(page: Page): Promise<void> {
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        const event = new Event('beforeinstallprompt', { cancelable: true });
        Object.assign(event, { prompt: async () => void document.documentElement.setAttribute('data-prompted', '') });
        dispatchEvent(event);
      });
    });
  }

  test('is offered at the foot, and the answer is kept', async ({ page }) => {
    await offer(page);
    await open(page, '/');
    const foot = page.getByRole('contentinfo');
    await foot.getByRole('button', { name: 'Install' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-prompted', '');
    await expect(foot.getByRole('button', { name: 'Install' })).toHaveCount(0);

    await page.reload();
    await ready(page);
    await foot.getByRole('button', { name: 'Not now' }).click();
    expect(Object.keys(await stored(page)).sort()).toEqual(['gazet:consent', 'gazet:install']);
    await page.reload();
    await ready(page);
    await page.waitForTimeout(3_000);
    await expect(foot.getByRole('button', { name: 'Install' })).toHaveCount(0);
  });

  test('is not offered where the browser does not', async ({ page }) => {
    await open(page, '/');
    await page.waitForTimeout(3_000);
    await expect(page.getByRole('contentinfo').getByText(/installed|install this paper/)).toHaveCount(0);
  });

  test('on an iPhone the way is told', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: false }));
    await open(page, '/');
    const text = page.getByRole('contentinfo').getByText('To install this paper as an app, open the share menu and choose “Add to Home Screen”.');
    await expect(text).toBeVisible();
  });
});

test('what is shared with the installed paper is searched for', async ({ page }) => {
  const manifest = await (await page.request.get('/manifest.webmanifest')).json();
  const { action, method, params } = manifest.share_target;
  expect(method).toBe('GET');
  await open(page, `${action}?${params.text}=carpet`);
  await expect(page.getByRole('searchbox', { name: 'Search the paper' })).toHaveValue('carpet');
  await expect(heading(page)).toHaveText('Search');
});
