// A paper with more articles than its front document holds: the newest are
// there at once, the others are found in the archive.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { answered, expect, heading, open, scrolled, scrollTo, Sites, test as base } from '../support/app';

const test = base.extend<object, { old: Server }>({
  old: [
    async ({}, use) => {
      const sites = new Sites();
      // With six of each section, every older article of News is behind.
      await use(await sites.serve(await sites.build(() => {}, '/', 10)));
      await sites.close();
    },
    { scope: 'worker' },
  ],
});

test.beforeEach(async ({ context, old }) => {
  await old.start();
  await answered(context);
});

/** In the archive, and not in the front document. */
const ARCHIVED = 'article/wind-farm-wiring/';

test('the archive is beyond the front document', async ({ request, old }) => {
  const front = await (await request.get(`${old.url}bundle.json`)).json();
  expect(front.archive).toMatch(/^[0-9a-f]{32}$/);
  const slugs = front.articles.map((article: { slug: string }) => article.slug);
  expect(slugs.length).toBeLessThan(58);
  expect(slugs).not.toContain('wind-farm-wiring');
});

test('its pages read like those of a paper that fits', async ({ old }) => {
  const whole = process.env.GAZET_SITE ?? 'site';
  const names = (await readdir(whole, { recursive: true })).filter(name => name.endsWith('.html'));
  expect(names.length).toBeGreaterThan(150);
  const body = async (folder: string, name: string) => {
    const page = await readFile(join(folder, name), 'utf8');
    // The app puts the newest articles beside an older one (decision 018).
    const rail = name.startsWith('article/') ? /<aside class="rail".*?<\/aside>/s : /^$/;
    return page.slice(page.indexOf('<body')).replace(rail, '');
  };
  for (const name of names) {
    expect(await body(old.folder, name), name).toBe(await body(whole, name));
  }
});

test('an older article opens by its address and is taken over', async ({ page, old }) => {
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await open(page, old.url + ARCHIVED);
  await expect(heading(page)).toHaveText('How a wind farm is wired');
  await expect(page).toHaveTitle('How a wind farm is wired · Gazet');
  await expect(page.getByRole('complementary', { name: 'New articles' }).getByRole('article')).toHaveCount(9);
  await expect(page.getByRole('region', { name: 'You might also like' }).getByRole('article')).toHaveCount(8);
  // Its page names its leaf: front, leaf and body, no search through shards.
  expect(asked.filter(path => path.startsWith('/parts/'))).toHaveLength(2);
});

test('a reader goes from the front to an older article and back', async ({ page, old }) => {
  await open(page, `${old.url}news/`);
  await page.getByRole('link', { name: /^Earlier/ }).click();
  await expect(page).toHaveURL(`${old.url}news/page/2/`);
  // The address is there before the list is.
  await expect(page.getByText('Page 2 of 2')).toBeVisible();
  await scrollTo(page, 200);
  const link = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').last();
  const title = await link.textContent();
  await link.click();
  await expect(heading(page)).toHaveText(String(title));
  await expect(page.getByRole('article').first().getByRole('paragraph').nth(3)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`${old.url}news/page/2/`);
  await expect(page.getByRole('main').getByRole('link', { name: String(title) })).toBeVisible();
  await expect.poll(() => scrolled(page)).toBeGreaterThan(0);
});

test('an address that is not in the archive is not found', async ({ page, old }) => {
  for (const path of ['article/no-such-article/', 'news/page/99/', 'tag/no-such-tag/']) {
    await open(page, old.url);
    await page.evaluate(path => {
      const link = document.createElement('a');
      link.href = `/${path}`;
      document.body.append(link);
      link.click();
    }, path);
    await expect(heading(page), path).toHaveText('Page not found');
  }
});

test('an archive that does not answer says so, and a second try helps', async ({ page, old }) => {
  await open(page, old.url);
  const front = await (await page.request.get(`${old.url}bundle.json`)).json();
  const archive = `**/parts/${front.archive}.json`;
  await page.route(archive, route => route.fulfill({ status: 500 }));
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Culture' }).first().click();
  const retry = page.getByRole('main').getByRole('button', { name: 'Try again' });
  await expect(retry).toBeVisible();
  await page.unroute(archive);
  await retry.click();
  await expect(heading(page)).toHaveText('Culture');
});

test('a saved article of the archive is not called gone', async ({ page, old }) => {
  await open(page, old.url + ARCHIVED);
  await page.getByRole('button', { name: /^Save: / }).first().click();
  await open(page, `${old.url}saved/`);
  const saved = page.getByRole('main').getByRole('link', { name: 'How a wind farm is wired' });
  await expect(saved).toBeVisible();
  await expect(page.getByText('No longer in this edition')).toBeHidden();
  await saved.click();
  await expect(heading(page)).toHaveText('How a wind farm is wired');
});

test('the newest articles open while the archive is away', async ({ page, old }) => {
  await open(page, old.url);
  await page.route('**/parts/*', async route => {
    const answer = await route.fetch();
    const isBody = (await answer.text()).startsWith('{"blocks"');
    await (isBody ? route.fulfill({ response: answer }) : route.abort());
  });
  await page.getByRole('main').getByRole('link', { name: 'How to save a finite thing' }).first().click();
  await expect(heading(page)).toHaveText('How to save a finite thing');
  await expect(page.getByRole('article').first().getByRole('paragraph').nth(3)).toBeVisible();
});

