// Accessibility by axe: every kind of page, both themes, three widths, and
// what opens over a page.

import { type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { ARTICLE, answered, expect, open, scrollTo, test } from '../support/app';

const kinds = {
  'the front page': '/',
  'a section': '/news/',
  'a section under a section': '/news/energy/',
  'an article': ARTICLE,
  'an article with a gallery': '/article/the-karabakh-carpet-school/',
  'an article with an embed': '/article/a-walk-through-the-old-city/',
  'an article from right to left': '/article/abraj-al-riyah/',
  'an author': '/author/mira-galley/',
  'a tag': '/tag/how-it-works/',
  'a static page': '/cookies-policy/',
  'the search': '/search/?q=baku',
  'an empty list': '/saved/',
  'what is not there': '/nope/',
};

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 768, 1280];

// Six looks at each page, on cores that are shared.

/** Looks at the page in each theme and at each width. */
async function everyWay(page: Page, what: string, widths = WIDTHS): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of THEMES) {
      // What fades has no colour that could be judged.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page, `${what}, ${colorScheme}, ${width} pixels`);
    }
  }
}

for (const [what, path] of Object.entries(kinds)) {
  test(`${what} is accessible`, async ({ page, context }) => {
    await answered(context);
    await open(page, path);
    await everyWay(page, what);
  });
}

test('the saved articles are accessible', async ({ page, context }) => {
  await answered(context);
  await open(page, '/news/energy/');
  for (const button of await page.getByRole('main').getByRole('button', { name: /^Save: / }).all()) {
    await button.click();
  }
  await page.getByRole('link', { name: 'Saved' }).click();
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  await everyWay(page, 'the saved articles');
});

test('what is kept offline is accessible', async ({ page, context }) => {
  await answered(context);
  await open(page, '/storage/');
  await page.getByRole('button', { name: 'Keep: Energy' }).click();
  await expect(page.getByRole('button', { name: 'Remove: Energy' })).toBeVisible();
  await everyWay(page, 'what is kept offline');
});

test('the bar on the way down is accessible', async ({ page, context }) => {
  await answered(context);
  await open(page, ARTICLE);
  await scrollTo(page, 1_500);
  await everyWay(page, 'the bar');
});

test('the question of consent is accessible', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: 'Choose' }).click();
  await expect(page.getByRole('checkbox', { name: 'Reading history' })).toBeVisible();
  await everyWay(page, 'the question of consent');
});

test('the drawer is accessible', async ({ page, context }) => {
  await answered(context);
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page, '/');
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible();
  await everyWay(page, 'the drawer', [360, 768]);
});

test('a submenu is accessible', async ({ page, context }) => {
  await answered(context);
  await open(page, '/');
  await page.getByRole('button', { name: 'Submenu of News' }).click();
  await everyWay(page, 'a submenu', [1280]);
});

test('the look panel is accessible, in each of its themes', async ({ page, context }) => {
  await answered(context);
  await open(page, ARTICLE);
  await page.getByRole('button', { name: 'Text and colours' }).click();
  const panel = page.getByRole('dialog', { name: 'Text and colours' });
  await expect(panel).toBeVisible();
  await everyWay(page, 'the look panel');
  for (const theme of ['Sepia', 'High contrast']) {
    await panel.getByRole('radio', { name: theme }).check();
    await everyWay(page, `the look panel in ${theme}`, [1280]);
  }
});

test('the cookie settings are accessible', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('button', { name: 'Cookie settings' }).click();
  await expect(page.getByRole('dialog', { name: 'Cookie settings' })).toBeVisible();
  await everyWay(page, 'the cookie settings');
});
