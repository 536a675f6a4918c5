// What each page says about itself to search engines and link previews.

import { type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, test } from '../support/app';

const SITE = 'https://gazet.example/';

// The tests parse sources in the page, which its policy forbids to everybody.
test.use({ bypassCSP: true });
test.beforeEach(({ context }) => answered(context));

type Head = {
  title: string;
  canonical: string | null;
  metas: Record<string, string>;
  data: Record<string, unknown>[];
};

/** The head of a document: of the page, or of a page's source. */
function head(page: Page, source?: string): Promise<Head> {
  return page.evaluate(source => {
    const own = source === undefined ? document : new DOMParser().parseFromString(source, 'text/html');
    const metas = [...own.querySelectorAll('meta[name], meta[property]')].map(meta => [
      meta.getAttribute('name') ?? meta.getAttribute('property'),
      meta.getAttribute('content'),
    ]);
    const scripts = [...own.querySelectorAll('script[type="application/ld+json"]')];
    return {
      title: own.title,
      canonical: own.querySelector('link[rel=canonical]')?.getAttribute('href') ?? null,
      metas: Object.fromEntries(metas),
      // Throws, and fails the test, where it is not JSON.
      data: scripts.map(script => JSON.parse(script.textContent ?? '')),
    };
  }, source);
}

const kinds = {
  '': { title: 'Gazet · Daily digest', type: 'website' },
  'news/energy/': { title: 'Energy · Gazet', type: 'website' },
  'news/page/2/': { title: 'News, page 2 · Gazet', type: 'website' },
  'article/gas-shah-deniz-to-italy/': { title: 'A molecule goes to Italy · Gazet', type: 'article' },
  'author/mira-galley/': { title: 'Mira Galley · Gazet', type: 'profile' },
  'tag/baku/': { title: 'Baku · Gazet', type: 'website' },
  'who-we-are/': { title: 'Who we are · Gazet', type: 'website' },
};

for (const [path, { title, type }] of Object.entries(kinds)) {
  test(`/${path} is described, in its source and by the app`, async ({ page, request }) => {
    await open(page, `/${path}`);
    const own = await head(page);
    expect(own.title).toBe(title);
    expect(own.canonical).toBe(SITE + path);
    expect(own.metas).toMatchObject({
      'og:site_name': 'Gazet',
      'og:type': type,
      'og:title': title,
      'og:url': SITE + path,
      'og:locale': 'en_GB',
    });
    expect(own.metas.description.length).toBeGreaterThan(15);
    expect(own.metas['og:description']).toBe(own.metas.description);
    expect(own.metas['twitter:card']).toBe('summary_large_image');
    const picture = type === 'article' ? 'images/gas-shah-deniz-to-italy.svg.card.jpg' : 'icons/card.jpg';
    expect(own.metas['og:image']).toBe(SITE + picture);
    expect(own.metas).not.toHaveProperty('robots');
    expect(await head(page, await (await request.get(`/${path}`)).text())).toEqual(own);
  });
}

test('no two pages of different kinds describe themselves alike', async ({ page }) => {
  const said = new Set<string>();
  for (const path of Object.keys(kinds)) {
    await open(page, `/${path}`);
    said.add((await head(page)).metas.description);
  }
  expect(said.size).toBe(Object.keys(kinds).length);
});

test('an article is a NewsArticle', async ({ page }) => {
  await open(page, ARTICLE);
  const { data, metas } = await head(page);
  const news = data.find(thing => thing['@type'] === 'NewsArticle');
  expect(news).toMatchObject({
    '@context': 'https://schema.org',
    headline: 'A molecule goes to Italy',
    datePublished: '2025-10-14T10:15:00+04:00',
    dateModified: '2026-02-03T16:20:00+04:00',
    author: [{ '@type': 'Person', name: 'Rauf Folio', url: `${SITE}author/rauf-folio/` }],
    publisher: { '@type': 'NewsMediaOrganization', name: 'Gazet' },
    articleSection: 'Energy',
    keywords: ['gas', 'Caspian', 'how it works', 'maps', 'engineering'],
    inLanguage: 'en-GB',
    timeRequired: 'PT7M',
    mainEntityOfPage: SITE + ARTICLE.slice(1),
  });
  expect(metas['article:published_time']).toBe('2025-10-14T10:15:00+04:00');
  expect(metas['article:modified_time']).toBe('2026-02-03T16:20:00+04:00');
  expect(news?.image).toEqual([metas['og:image']]);
  const trail = data.find(thing => thing['@type'] === 'BreadcrumbList')?.itemListElement;
  expect(trail).toMatchObject([
    { position: 1, name: 'Gazet', item: SITE },
    { position: 2, name: 'News', item: `${SITE}news/` },
    { position: 3, name: 'Energy', item: `${SITE}news/energy/` },
  ]);
});

test('a photograph is the preview of its article', async ({ page }) => {
  await open(page, '/article/anatomy-of-a-carpet-knot/');
  const { metas } = await head(page);
  expect(metas['twitter:card']).toBe('summary_large_image');
  expect(metas['og:image']).toMatch(new RegExp(`^${SITE}images/anatomy-of-a-carpet-knot-[0-9a-f]{12}\\.jpg$`));
  expect(metas['og:image:alt']).toBe(await page.locator('figure.lead-picture img').getAttribute('alt'));
});

test('the picture for previews is there, of a kind that they show', async ({ page, request }) => {
  for (const path of [ARTICLE, '/article/the-falling-sea/']) {
    await open(page, path);
    const image = (await head(page)).metas['og:image'];
    expect(image).toContain(SITE);
    const answer = await request.get(`/${image.slice(SITE.length)}`);
    expect(answer.status()).toBe(200);
    // None of them draws SVG.
    expect(answer.headers()['content-type'], path).toMatch(/^image\/(jpeg|png|webp)/);
  }
});

test('an article in another language says so', async ({ page }) => {
  await open(page, '/article/abraj-al-riyah/');
  const { data, title } = await head(page);
  expect(title).toBe('أبراجٌ تصطاد الريح · Gazet');
  expect(data.find(thing => thing['@type'] === 'NewsArticle')).toMatchObject({ inLanguage: 'ar' });
});

test('the head follows the reader from page to page', async ({ page }) => {
  await open(page, ARTICLE);
  const article = await head(page);
  await open(page, '/news/energy/');
  const section = await head(page);
  await page.getByRole('main').getByRole('link', { name: 'A molecule goes to Italy' }).click();
  await expect(page).toHaveTitle(article.title);
  await expect.poll(() => head(page)).toEqual(article);
  await page.goBack();
  await expect.poll(() => head(page)).toEqual(section);
  await page.getByRole('link', { name: 'Saved', exact: true }).click();
  await expect(heading(page)).toHaveText('Saved');
  await expect.poll(async () => (await head(page)).metas.robots).toBe('noindex');
  await page.goBack();
  await expect.poll(() => head(page)).toEqual(section);
});

for (const [path, title] of [
  ['saved/', 'Saved · Gazet'],
  ['search/?q=chess', 'Search · Gazet'],
  ['nope/', 'Page not found · Gazet'],
]) {
  test(`/${path} is nobody else's business`, async ({ page, request }) => {
    await open(page, `/${path}`);
    const own = await head(page);
    expect(own.title).toBe(title);
    expect(own.metas.robots).toBe('noindex');
    expect(own.canonical).toBeNull();
    expect(own.metas).not.toHaveProperty('og:url');
    const source = await head(page, await (await request.get(`/${path}`)).text());
    expect(source.metas.robots).toBe('noindex');
  });
}
