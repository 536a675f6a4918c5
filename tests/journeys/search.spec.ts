// The search: instant, forgiving, by keyboard, and with an address.

import { type Locator, type Page } from '@playwright/test';
import { answered, expect, heading, open, ready, test } from '../support/app';
import { expectAccessible } from '../support/axe';

test.beforeEach(({ context }) => answered(context));

const field = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search the paper' });
const results = (page: Page): Locator =>
  page.getByRole('main').getByRole('listitem').getByRole('heading');
/** A role of ARIA 1.3, which the types of Playwright do not have yet. */
const MARK = 'mark' as string as Parameters<Page['getByRole']>[0];

test('a word is found as it is typed', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('carp');
  await expect(results(page).first()).toContainText(/carpet|quarter of a million/i);
  await expect(page).toHaveURL('/search/?q=carp');
  await expect(page.getByRole('main').getByText(/^\d+ articles? by headline, \d+ by full text$/)).toBeVisible();
});

for (const [query, title] of [
  // What is typed without its marks.
  ['mum deyen yer', 'Mum dəyən yer ağ qalır'],
  ['kelagayi', 'Mum dəyən yer ağ qalır'],
  ['senetkarliq', 'Mum dəyən yer ağ qalır'],
  ['goc', 'Belli bardak'],
  ['MUĞAM', 'How to listen to mugham when nobody has told you where the tune is'],
  ['ТЕЛЕСКОПУ', 'Зачем телескопу гора'],
  ['ابراج', 'أبراجٌ تصطاد الريح'],
  // Typos.
  ['telescpoes', 'Why telescopes stand on mountains'],
  ['caravansarai', 'A night in a caravanserai'],
  ['seismomter', 'The weight that stays behind: how a seismometer hears'],
  // Deck, byline, tag and section.
  ['pushing gas kilometres', 'A molecule goes to Italy'],
  ['vellum radar', 'How a radar sees'],
  ['nasir', 'Two circles and a straight line'],
  ['logistics card', 'Eighty-five millimetres'],
]) {
  test(`“${query}” finds “${title}”`, async ({ page }) => {
    await open(page, '/search/');
    await field(page).fill(query);
    await expect(results(page).filter({ hasText: title })).toHaveCount(1);
  });
}

test('what answered is marked, in the letters of the paper', async ({ page }) => {
  await open(page, '/search/?q=deyen+mugam');
  await expect(page.getByText(/^Nothing was found\./)).toBeVisible();
  await field(page).fill('deyen');
  const first = results(page).first();
  await expect(first.getByRole(MARK)).toHaveText(['dəyən']);
  await expect(first).toHaveAttribute('lang', 'az');
});

test('filters narrow, stand in the address, and are cleared', async ({ page }) => {
  await open(page, '/search/');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('azərbaycan');
  await expect(results(page)).toHaveText(['Mum dəyən yer ağ qalır']);
  await expect(page).toHaveURL('/search/?language=az');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/search/');
  await expect(results(page)).toHaveCount(0);

  await field(page).fill('how');
  await expect(results(page)).not.toHaveCount(0);
  const all = await results(page).count();
  await page.getByRole('combobox', { name: 'Section' }).selectOption('news');
  await expect.poll(() => results(page).count()).toBeLessThan(all);
  const inNews = await results(page).count();
  await page.getByRole('combobox', { name: 'Section' }).selectOption('news/energy');
  await expect.poll(() => results(page).count()).toBeLessThan(inNews);
  await page.getByRole('combobox', { name: 'Year' }).selectOption('2025');
  await page.getByRole('combobox', { name: 'Author' }).selectOption('rauf-folio');
  await expect(page).toHaveURL('/search/?q=how&section=news%2Fenergy&author=rauf-folio&year=2025');
  const dates = await page.getByRole('main').getByRole('listitem').getByRole('time').evaluateAll(nodes =>
    nodes.map(node => node.getAttribute('datetime')?.slice(0, 4)),
  );
  expect(new Set(dates)).toEqual(new Set(['2025']));
});

test('arrow keys go through the results and back', async ({ page }) => {
  await open(page, '/search/?q=baku');
  await expect(field(page)).toBeFocused();
  const link = (index: number) => results(page).nth(index).getByRole('link');
  await page.keyboard.press('ArrowDown');
  await expect(link(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(link(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const title = (await results(page).first().textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(title);
});

test('a search has an address, and Back returns to it', async ({ page }) => {
  await open(page, '/search/?q=chess');
  await expect(field(page)).toHaveValue('chess');
  await expect(results(page).first()).toContainText('The half point');
  await results(page).first().getByRole('link').click();
  await expect(page).toHaveURL('/article/the-half-point/');
  await page.goBack();
  await expect(page).toHaveURL('/search/?q=chess');
  await expect(field(page)).toHaveValue('chess');
  await expect(results(page).first()).toContainText('The half point');
  await page.reload();
  await ready(page);
  await expect(field(page)).toHaveValue('chess');
});

test('nothing found says what to do', async ({ page }) => {
  await open(page, '/search/?q=qqqqzzzz');
  await expect(page.getByText('Nothing was found. Try another spelling, fewer words or fewer filters.')).toBeVisible();
  await expect(results(page)).toHaveCount(0);
});

for (const query of ['%E0%A4%A', '<script>alert(1)</script>', `${'a'.repeat(5000)}`, '"&\'', '%00']) {
  test(`a hostile query does no harm: ${query.slice(0, 20)}`, async ({ page }) => {
    await open(page, `/search/?q=${query.startsWith('%') ? query : encodeURIComponent(query)}`);
    await expect(heading(page)).toHaveText('Search');
    await field(page).fill('chess');
    await expect(results(page).first()).toContainText('The half point');
  });
}

/** The text of one article alone has it. */
const BODY_WORD = 'methane';

test('a word that only stands in a text is found, with its place', async ({ page }) => {
  await open(page, `/search/?q=${BODY_WORD}`);
  await expect(page.getByRole('heading', { name: 'In the text' })).toBeVisible();
  const first = page.getByRole('main').getByRole('listitem').filter({ hasText: 'A molecule goes to Italy' });
  await expect(first.getByRole(MARK).first()).toHaveText(/^methane$/i);
  await first.getByRole('link').click();
  await expect(page).toHaveURL('/article/gas-shah-deniz-to-italy/');
});

test('the index is asked for by the first search alone', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  const index = () => asked.filter(path => /^\/(search\.js|pagefind\/)/.test(path));
  await open(page, '/');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await expect(field(page)).toBeFocused();
  expect(index()).toEqual([]);
  await field(page).fill(BODY_WORD);
  await expect(page.getByRole('heading', { name: 'In the text' })).toBeVisible();
  expect(index()).not.toEqual([]);
  // A later search loads no more than its words and its results.
  asked.length = 0;
  await field(page).fill('pelican');
  await expect(page.getByRole('main').getByRole(MARK).first()).toHaveText(/pelican/i);
  expect(index().filter(path => !/\.(pf_index|json)$/.test(path))).toEqual([]);
});

test('an article stands once, and says what it answers by', async ({ page }) => {
  await open(page, '/search/?q=carpet');
  await expect(page.getByRole('heading', { name: 'In the text' })).toBeVisible();
  const links = page.getByRole('main').getByRole('listitem').getByRole('heading').getByRole('link');
  const titles = await links.allTextContents();
  expect(new Set(titles).size).toBe(titles.length);
});

for (const [query, word] of [
  // Without its marks, and beside a word with a typo.
  ['sekerbura', /şəkərbura/i],
  ['capsian pelicans', /pelicans/i],
] as const) {
  test(`“${query}” finds ${word} in a text`, async ({ page }) => {
    await open(page, `/search/?q=${query}`);
    await expect(page.getByRole('main').getByRole(MARK).filter({ hasText: word }).first()).toBeVisible();
  });
}

test('filters narrow the full text, say how many they leave, and have an address', async ({ page }) => {
  await open(page, '/search/?q=water');
  const section = page.getByRole('combobox', { name: 'Section' });
  const option = section.getByRole('option', { name: /^Science \(\d+\)$/ });
  await expect(option).toBeAttached();
  await section.selectOption('science');
  await expect(page).toHaveURL('/search/?q=water&section=science');
  const status = page.getByRole('main').getByText(/ by full text$/);
  const count = Number(/\((\d+)\)/.exec((await option.textContent()) ?? '')?.[1]);
  await expect(status).toHaveText(new RegExp(`\\b${count}( articles?)? by full text$`));
  await page.reload();
  await ready(page);
  await expect(section).toHaveValue('science');
  await expect(status).toHaveText(new RegExp(`\\b${count}( articles?)? by full text$`));
});

test('more of what was found is shown on request', async ({ page }) => {
  await open(page, '/search/?q=the');
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(more).toBeVisible();
  const before = await results(page).count();
  await more.click();
  await expect.poll(() => results(page).count()).toBeGreaterThan(before);
});

test('without the index the headlines are searched, and a second try helps', async ({ page, site }) => {
  await open(page, '/search/');
  await site.stop();
  await field(page).fill('chess');
  await expect(results(page).first()).toContainText('The half point');
  const fault = page.getByRole('alert').filter({ hasText: 'could not be reached' });
  await expect(fault).toBeVisible();
  await expect(page.getByText('Only headlines were searched.')).toBeVisible();
  await site.start();
  await fault.getByRole('button', { name: 'Try again' }).click();
  await expect(fault).toBeHidden();
  await expect(page.getByText(/ by full text$/)).toBeVisible();
});

test('a missing index is told apart from a missing network', async ({ page }) => {
  await page.route('**/search.json', route => route.fulfill({ status: 404 }));
  await open(page, '/search/?q=chess');
  await expect(page.getByRole('alert')).toContainText('status 404');
  await expect(results(page).first()).toContainText('The half point');
});

test('results are within reach of everyone', async ({ page }) => {
  await open(page, '/search/?q=water');
  await expect(page.getByRole('heading', { name: 'In the text' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a search that was made is there without a network', async ({ page, site }) => {
    await open(page, '/');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await open(page, `/search/?q=${BODY_WORD}`);
    const marks = page.getByRole('main').getByRole(MARK);
    await expect(marks.first()).toHaveText(/^methane$/i);
    await site.stop();
    await page.reload();
    await ready(page);
    await expect(marks.first()).toHaveText(/^methane$/i);
  });
});
