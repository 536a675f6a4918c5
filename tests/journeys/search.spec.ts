// The search: instant, forgiving, by keyboard, and with an address.

import { type Locator, type Page } from '@playwright/test';
import { answered, expect, heading, open, ready, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

const field = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search the paper' });
const results = (page: Page): Locator =>
  page.getByRole('main').getByRole('listitem').getByRole('heading');

test('a word is found as it is typed', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('carp');
  await expect(results(page).first()).toContainText(/carpet|quarter of a million/i);
  await expect(page).toHaveURL('/search/?q=carp');
  await expect(page.getByRole('main').getByText(/^\d+ articles$/)).toBeVisible();
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
  await expect(first.getByRole('mark')).toHaveText(['dəyən']);
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
  await page.getByRole('combobox', { name: 'Section' }).selectOption('News');
  await expect.poll(() => results(page).count()).toBeLessThan(all);
  const inNews = await results(page).count();
  await page.getByRole('combobox', { name: 'Section' }).selectOption('– Energy');
  await expect.poll(() => results(page).count()).toBeLessThan(inNews);
  await page.getByRole('combobox', { name: 'Year' }).selectOption('2025');
  await page.getByRole('combobox', { name: 'Author' }).selectOption('Rauf Folio');
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
