// Without JavaScript the paper still reads.

import { ARTICLE, expect, heading, test } from '../support/app';

test.use({ javaScriptEnabled: false });

test('an article reads, and its links lead on', async ({ page }) => {
  await page.goto(ARTICLE);
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
  await expect(page.getByText('Ten thousand million cubic metres a year')).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('main').getByRole('time').first()).toHaveText('14 October 2025');
  await page.getByRole('link', { name: 'Earlier The falling sea' }).click();
  await expect(heading(page)).toHaveText('The falling sea');
  await page.getByRole('link', { name: 'Note 1' }).click();
  await expect(page.getByRole('region', { name: 'Notes' }).getByRole('listitem').first()).toBeInViewport();
});

test('the front page, sections, authors and pages read', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('region', { name: 'Lead stories' }).getByRole('link').nth(0).click();
  await expect(page).toHaveURL(/\/article\//);
  await page.getByRole('link', { name: 'Gazet', exact: true }).first().click();
  await page.getByRole('link', { name: 'More from News' }).click();
  await expect(heading(page)).toHaveText('News');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: '2' }).click();
  await expect(page).toHaveURL('/news/page/2/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Who we are' }).click();
  await expect(heading(page)).toHaveText('Who we are');
});

test('it says what needs JavaScript', async ({ page }) => {
  await page.goto('/');
  // Playwright looks for no text inside this element.
  const note = page.locator('noscript');
  await expect(note).toBeVisible();
  expect(await note.innerText()).toContain('bookmarks, search and settings need it');
});

test('no question stands in the way that cannot be answered', async ({ page }) => {
  for (const path of ['/', ARTICLE, '/cookies-policy/']) {
    await page.goto(path);
    await expect(page.getByRole('region', { name: 'Your privacy' })).toBeHidden();
  }
});

test('every section is reached on a small screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto('/');
  for (const name of ['COP29', 'Climate and Ecology', 'Karabakh']) {
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
  }
});
