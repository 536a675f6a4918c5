// An article: its head, its text, and where it leads.

import { ARTICLE, answered, expect, heading, open, scrollTo, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

test('the head says what, who and when', async ({ page }) => {
  await open(page, ARTICLE);
  const main = page.getByRole('main');
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
  await expect(main.getByText('It leaves the rock under the Caspian')).toBeVisible();
  const times = main.getByRole('article').first().getByRole('time');
  await expect(times.nth(0)).toHaveAttribute('datetime', '2025-10-14T10:15:00+04:00');
  await expect(times.nth(0)).toHaveText('14 October 2025');
  await expect(times.nth(1)).toHaveAttribute('datetime', '2026-02-03T16:20:00+04:00');
  await expect(main.getByText('Updated')).toBeVisible();
  await expect(main.getByText('7 min read').first()).toBeVisible();
  await main.getByRole('link', { name: 'Rauf Folio' }).click();
  await expect(heading(page)).toHaveText('Rauf Folio');
  await page.goBack();
  await main.getByRole('link', { name: 'Energy' }).last().click();
  await expect(heading(page)).toHaveText('Energy');
});

test('several authors stand in one line', async ({ page }) => {
  await open(page, '/article/bibi-heybat-first-well/');
  await expect(page.getByText('By Rauf Folio and Tomris Vellum')).toBeVisible();
});

test('the lead picture has words, a caption and a credit', async ({ page }) => {
  await open(page, ARTICLE);
  const figure = page.getByRole('main').getByRole('figure').first();
  const picture = figure.getByRole('img', { name: /^A long paper-cut section/ });
  await expect(picture).toBeVisible();
  const drawn = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(drawn).toBeGreaterThan(0);
  await expect(figure.getByText('Gas does not mind hills')).toBeVisible();
  await expect(figure.getByText('Illustration: Gazet')).toBeVisible();
});

test('a table has headings and can be scrolled by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  await open(page, ARTICLE);
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Leg', 'Length', 'Main diameter']);
  await expect(table.getByRole('row')).toHaveCount(5);
  const frame = page.getByRole('group').filter({ has: table });
  await frame.focus();
  await expect(frame).toBeFocused();
});

test('a note is found, and the way back', async ({ page }) => {
  await open(page, ARTICLE);
  const mark = page.getByRole('link', { name: 'Note 1' });
  await mark.click();
  await expect(page).toHaveURL(/#note-1$/);
  const note = page.getByRole('region', { name: 'Notes' }).getByRole('listitem').first();
  await expect(note).toBeInViewport({ ratio: 1 });
  await note.getByRole('link', { name: 'Back to the text' }).click();
  await expect(mark).toBeInViewport({ ratio: 1 });
  // Not under the bar, which stays at the top.
  const bar = await page.getByRole('navigation', { name: 'Sections' }).boundingBox();
  const place = await mark.boundingBox();
  expect(place?.y).toBeGreaterThan((bar?.y ?? 0) + (bar?.height ?? 0));
});

test('Back returns from a note to where the reader was', async ({ page }) => {
  await open(page, ARTICLE);
  const mark = page.getByRole('link', { name: 'Note 1' });
  await mark.click();
  await expect(page.getByRole('region', { name: 'Notes' })).toBeInViewport();
  await page.goBack();
  await expect(mark).toBeInViewport();
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
});

test('an address may name a note', async ({ page }) => {
  await open(page, `${ARTICLE}#note-2`);
  const notes = page.getByRole('region', { name: 'Notes' }).getByRole('listitem');
  await expect(notes.nth(1)).toBeInViewport();
});

test('quotations, galleries, abbreviations and other languages read as what they are', async ({ page }) => {
  await open(page, '/article/how-election-observation-works/');
  await expect(page.getByRole('blockquote')).toBeVisible();
  await open(page, '/article/the-karabakh-carpet-school/');
  const gallery = page.getByRole('group').filter({ has: page.getByRole('figure') });
  expect(await gallery.getByRole('img').count()).toBeGreaterThanOrEqual(3);
  const tongues = await page
    .getByRole('main')
    .evaluate(main => [...main.querySelectorAll('bdi[lang]')].map(span => span.getAttribute('lang')));
  expect(tongues).toContain('az');
});

test('source and original are credited', async ({ page }) => {
  await open(page, '/article/the-forest-that-missed-the-ice-age/');
  await expect(page.getByText('Translated from the Azerbaijani by Nina Ligature')).toBeVisible();
  await open(page, '/article/ince-belli-bardak/');
  await page.getByRole('link', { name: 'Read the original' }).click();
  await expect(heading(page)).toHaveText('The glass with a waist');
});

test('tags and neighbours lead on', async ({ page }) => {
  await open(page, ARTICLE);
  const tags = page.getByRole('navigation', { name: 'Tags' }).getByRole('link');
  await expect(tags).toHaveText(['gas', 'Caspian', 'how it works', 'maps', 'engineering']);
  const more = page.getByRole('navigation', { name: 'More from' });
  await more.getByRole('link', { name: 'Earlier The falling sea' }).click();
  await expect(heading(page)).toHaveText('The falling sea');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
  await more.getByRole('link', { name: 'Later A molecule goes to Italy' }).click();
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
});

test('five articles inside, eight below, nine beside, none of them this one', async ({ page }) => {
  await open(page, ARTICLE);
  const inside = page.getByRole('complementary', { name: 'You might also like' }).getByRole('listitem');
  const below = page.getByRole('region', { name: 'You might also like' }).getByRole('article');
  const beside = page.getByRole('complementary', { name: 'New articles' }).getByRole('article');
  await expect(inside).toHaveCount(5);
  await expect(below).toHaveCount(8);
  await expect(beside).toHaveCount(9);
  const above = await inside.getByRole('link').allTextContents();
  const under = await below.getByRole('heading').allTextContents();
  expect(under.filter(title => above.includes(title))).toEqual([]);
  expect([...above, ...under]).not.toContain('A molecule goes to Italy');
  const dates = await beside
    .getByRole('time')
    .evaluateAll(nodes => nodes.map(node => Date.parse(node.getAttribute('datetime') ?? '')));
  expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  await inside.getByRole('link').first().click();
  await expect(heading(page)).toHaveText(above[0]);
  await expect(page.getByRole('main').getByRole('figure').first()).toBeVisible();
});

test('Share copies the address of this very article', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, ARTICLE);
  const more = page.getByRole('navigation', { name: 'More from' });
  await more.getByRole('link', { name: /^Earlier/ }).click();
  await expect(heading(page)).toHaveText('The falling sea');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('The address was copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('the progress follows the reader', async ({ page }) => {
  await open(page, ARTICLE);
  const progress = page.getByRole('progressbar', { name: 'Reading progress' });
  const value = () => progress.evaluate((bar: HTMLProgressElement) => bar.value);
  expect(await value()).toBe(0);
  await page.getByRole('heading', { name: 'Across: the plateau' }).scrollIntoViewIfNeeded();
  await expect.poll(value).toBeGreaterThan(20);
  await scrollTo(page, 100_000);
  await expect.poll(value).toBe(100);
});

test('an embed asks nobody before the reader asks for it, and learns nothing of the page', async ({ page, baseURL }) => {
  const foreign: { url: string; referer?: string }[] = [];
  page.on('request', request => {
    const url = request.url();
    const own = url.startsWith(baseURL ?? '') || url.startsWith('data:') || url.startsWith('blob:');
    if (!own) foreign.push({ url, referer: request.headers().referer });
  });
  await page.route('https://www.openstreetmap.org/**', route =>
    route.fulfill({ contentType: 'text/html', body: '<title>Map</title><p>A map</p>' }),
  );
  await open(page, '/article/a-walk-through-the-old-city/');
  await scrollTo(page, 100_000);
  const load = page.getByRole('button', { name: 'Load it' });
  await load.scrollIntoViewIfNeeded();
  await expect(page.getByText('Map of the Old City of Baku')).toBeVisible();
  await expect(page.getByRole('link', { name: 'OpenStreetMap (www.openstreetmap.org)' })).toBeVisible();
  expect(foreign).toEqual([]);
  await load.click();
  const frame = page.getByTitle('Map of the Old City of Baku');
  await expect(frame.contentFrame().getByText('A map')).toBeVisible();
  expect(foreign.map(({ url }) => new URL(url).host)).toEqual(['www.openstreetmap.org']);
  expect(foreign[0].referer).toBeUndefined();
});

test('a player that asks where it stands learns the origin, and not which page it is', async ({ page, sites }) => {
  const site = await sites.serve(
    await sites.build(edition => {
      const article = edition.articles.find(({ slug }) => slug === 'the-half-point');
      const embed = { url: 'https://www.youtube-nocookie.com/embed/a', title: 'A film', provider: 'YouTube' };
      article?.body.inline.blocks.unshift({ embed });
    }),
  );
  const referers: (string | undefined)[] = [];
  await page.route('https://www.youtube-nocookie.com/**', route => {
    referers.push(route.request().headers().referer);
    return route.fulfill({ contentType: 'text/html', body: '<p>A film plays</p>' });
  });
  await open(page, `${site.url}article/the-half-point/`);
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(page.getByTitle('A film').contentFrame().getByText('A film plays')).toBeVisible();
  expect(referers).toEqual([site.url]);
});

test('a link to another site tells its host beside it, and nothing moves', async ({ page }) => {
  await open(page, '/article/a-walk-through-the-old-city/');
  const link = page.getByRole('main').getByRole('link', { name: 'World Heritage List' });
  await expect(link).toHaveAccessibleDescription('whc.unesco.org');
  await link.scrollIntoViewIfNeeded();
  const told = () =>
    link.evaluate(own => {
      const { content, position } = getComputedStyle(own, '::after');
      return { content, position, height: own.closest('p')?.getBoundingClientRect().height, width: document.documentElement.scrollWidth };
    });
  const { height, width, content } = await told();
  expect(content).toBe('none');
  const shown = { content: expect.stringContaining('whc.unesco.org'), position: 'fixed', height, width };
  await link.hover();
  expect(await told()).toEqual(shown);
  await page.mouse.move(0, 0);
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  expect((await told()).content).toBe('none');
  await page.keyboard.press('Tab');
  expect(await told()).toEqual(shown);
});

for (const [slug, lang, dir] of [
  ['abraj-al-riyah', 'ar', 'rtl'],
  ['kelagayi-mum-deyen-yer', 'az', 'ltr'],
  ['zachem-teleskopu-gora', 'ru', 'ltr'],
  ['ince-belli-bardak', 'tr', 'ltr'],
  ['the-falling-sea', 'en-GB', 'ltr'],
]) {
  test(`${slug} is marked as ${lang}`, async ({ page }) => {
    await open(page, `/article/${slug}/`);
    const marks = (node: Element) => ({
      lang: node.closest('[lang]')?.getAttribute('lang'),
      dir: getComputedStyle(node).direction,
    });
    expect(await heading(page).evaluate(marks)).toEqual({ lang, dir });
    // After the kicker and the deck.
    const text = page.getByRole('main').getByRole('article').first().getByRole('paragraph').nth(2);
    expect(await text.evaluate(marks)).toEqual({ lang, dir });
    // The furniture keeps the language of the paper.
    const share = page.getByRole('button', { name: 'Share' });
    expect(await share.evaluate(marks)).toEqual({ lang: 'en-GB', dir: 'ltr' });
  });
}
