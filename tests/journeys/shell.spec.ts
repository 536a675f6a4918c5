// What stands around every page: skip link, navigation, drawer, bar, footer.

import { answered, expect, heading, open, scrollTo, scrolled, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

test('the skip link leads the keyboard to the text', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the masthead has the name, the day and the way home', async ({ page }) => {
  await page.clock.setFixedTime('2026-03-05T08:00:00Z');
  await open(page, '/culture/');
  const banner = page.getByRole('banner');
  await expect(banner.getByText('Thursday, 5 March 2026')).toBeVisible();
  await expect(banner.getByText('Daily digest')).toBeVisible();
  await banner.getByRole('link', { name: 'Gazet' }).click();
  await expect(page).toHaveURL('/');
});

test('every tool of the bar is seen', async ({ page }) => {
  await open(page, '/news/energy/');
  await page.getByRole('main').getByRole('button', { name: /^Save: / }).first().click();
  const bar = page.getByRole('banner').or(page.getByRole('navigation'));
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ['Menu', 'Search', 'Saved', 'Text and colours']) {
      const tool = bar.getByRole('button', { name }).or(bar.getByRole('link', { name })).first();
      if (name === 'Menu' && width === 1280) continue;
      await expect(tool, `${name} at ${width}`).toBeVisible();
      // It has a sign, or it is one.
      const drawn = await tool.evaluate(own => {
        const sign = own.querySelector('svg');
        return sign ? sign.getBoundingClientRect().width : own.textContent?.length;
      });
      expect(drawn, `${name} at ${width}`).toBeGreaterThan(0);
    }
  }
});

test.describe('a submenu', () => {
  test.use({ viewport: { width: 1400, height: 800 } });

  test('opens by click and closes when the reader goes elsewhere', async ({ page }) => {
    await open(page, '/');
    const nav = page.getByRole('navigation', { name: 'Sections' });
    const toggle = nav.getByRole('button', { name: 'Submenu of News' });
    const energy = nav.getByRole('link', { name: 'Energy' });
    await expect(energy).toBeHidden();
    await toggle.click();
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await expect(energy).toBeVisible();
    await energy.click();
    await expect(heading(page)).toHaveText('Energy');
    await page.mouse.move(700, 700);
    await expect(energy).toBeHidden();
    await expect(nav.getByRole('link', { name: 'News' })).toHaveAttribute('aria-current', 'true');
  });

  test('closes by a click beside it', async ({ page }) => {
    await open(page, '/');
    const toggle = page.getByRole('button', { name: 'Submenu of News' });
    await toggle.click();
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await page.getByRole('contentinfo').click({ position: { x: 4, y: 4 } });
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    const nav = page.getByRole('navigation', { name: 'Sections' });
    await expect(nav.getByRole('link', { name: 'Climate and Ecology' })).toBeHidden();
  });

  test('opens and closes by keyboard, which keeps its place', async ({ page }) => {
    await open(page, '/');
    const toggle = page.getByRole('button', { name: 'Submenu of News' });
    const nav = page.getByRole('navigation', { name: 'Sections' });
    const economy = nav.getByRole('link', { name: 'Economy' });
    await toggle.focus();
    await page.keyboard.press('Enter');
    await expect(economy).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(economy).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(economy).toBeHidden();
    await expect(toggle).toBeFocused();
  });

  test('opens by hover', async ({ page }) => {
    await open(page, '/');
    const nav = page.getByRole('navigation', { name: 'Sections' });
    await nav.getByRole('link', { name: 'News' }).hover();
    await expect(nav.getByRole('link', { name: 'Economy' })).toBeVisible();
    await page.mouse.move(700, 700);
    await expect(nav.getByRole('link', { name: 'Economy' })).toBeHidden();
  });
});

test('what does not fit the line is under “More”', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await open(page, '/');
  const nav = page.getByRole('navigation', { name: 'Sections' });
  const karabakh = nav.getByRole('link', { name: 'Karabakh' });
  await expect(karabakh).toBeHidden();
  await nav.getByRole('button', { name: 'More' }).click();
  await karabakh.click();
  await expect(heading(page)).toHaveText('Karabakh');
});

test.describe('the drawer', () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test('keeps the keyboard and gives it back', async ({ page }) => {
    await open(page, '/');
    const menu = page.getByRole('button', { name: 'Menu' });
    const drawer = page.getByRole('dialog', { name: 'Menu' });
    await menu.focus();
    await page.keyboard.press('Enter');
    await expect(drawer).toBeVisible();
    const stops = await drawer.getByRole('link').count();
    for (let stop = 0; stop < stops + 3; stop++) {
      await page.keyboard.press('Tab');
      // After its last stop the browser's own frame has a turn.
      const inside = await drawer.evaluate(
        node => node.contains(document.activeElement) || document.activeElement === document.body,
      );
      expect(inside, `after ${stop + 1} steps`).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(menu).toBeFocused();
  });

  test('closes when the reader goes somewhere', async ({ page }) => {
    await open(page, '/');
    const drawer = page.getByRole('dialog', { name: 'Menu' });
    await page.getByRole('button', { name: 'Menu' }).click();
    await drawer.getByRole('link', { name: 'Climate and Ecology' }).click();
    await expect(heading(page)).toHaveText('Climate and Ecology');
    await expect(drawer).toBeHidden();
  });

  test('closes when the reader goes where they are', async ({ page }) => {
    await open(page, '/culture/');
    const drawer = page.getByRole('dialog', { name: 'Menu' });
    await page.getByRole('button', { name: 'Menu' }).click();
    await drawer.getByRole('link', { name: 'Culture' }).click();
    await expect(drawer).toBeHidden();
  });

  test('closes by its button and by a click beside it', async ({ page }) => {
    await open(page, '/');
    const drawer = page.getByRole('dialog', { name: 'Menu' });
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.click();
    await drawer.getByRole('button', { name: 'Close' }).click();
    await expect(drawer).toBeHidden();
    await menu.click();
    await expect(drawer).toBeVisible();
    await page.mouse.click(385, 400);
    await expect(drawer).toBeHidden();
  });
});

test('the bar stays, and the way back up works', async ({ page }) => {
  await open(page, '/');
  const search = page.getByRole('link', { name: 'Search', exact: true });
  // The masthead's and, once that is gone, the bar's.
  const names = page.getByRole('link', { name: 'Gazet', exact: true });
  await expect(names).toHaveCount(1);
  await scrollTo(page, 100_000);
  await expect(search).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('banner')).not.toBeInViewport();
  await expect(names).toHaveCount(2);
  await page.getByRole('button', { name: 'Back to top' }).click();
  await expect.poll(() => scrolled(page)).toBe(0);
  await expect(names).toHaveCount(1);
});

test('the footer has everything that it should', async ({ page }) => {
  await open(page, '/');
  const footer = page.getByRole('contentinfo');
  await expect(footer.getByRole('link', { name: 'editor@gazet.example' })).toHaveAttribute(
    'href',
    'mailto:editor@gazet.example',
  );
  await expect(footer.getByText('© 2021 Gazet')).toBeVisible();
  await expect(footer.getByRole('region', { name: 'Follow us' }).getByRole('link')).toHaveText([
    'Mastodon',
    'YouTube',
  ]);
  const partners = footer.getByRole('region', { name: 'Useful links' });
  await expect(partners.getByRole('link')).toHaveCount(4);
  for (const logo of await partners.getByRole('img').all()) {
    await logo.scrollIntoViewIfNeeded();
    const drawn = () => logo.evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(drawn).toBeGreaterThan(0);
  }
  for (const name of ['Privacy policy', 'Terms and conditions', 'Cookies policy', 'Who we are']) {
    await footer.getByRole('link', { name }).click();
    await expect(heading(page)).toHaveText(name);
    await expect.poll(() => scrolled(page)).toBe(0);
  }
});

test('the slash key opens the search, and is a letter where one types', async ({ page }) => {
  await open(page, '/culture/');
  await page.keyboard.press('/');
  await expect(page).toHaveURL('/search/');
  const field = page.getByRole('searchbox', { name: 'Search the paper' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.type('a/b');
  await expect(field).toHaveValue('a/b');
});

test('nothing runs over the edge at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/', '/news/', '/article/the-half-point/', '/search/?q=baku', '/saved/', '/storage/']) {
    await open(page, path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, path).toBeLessThanOrEqual(320);
  }
});

test('motion stays away where it is not wanted', async ({ page }) => {
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .map(element => getComputedStyle(element))
        .filter(style => style.animationName !== 'none' || !/^0s(, 0s)*$/.test(style.transitionDuration)).length,
    );
  await open(page, '/');
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
  await scrollTo(page, 100_000);
  // At once, not on the way there.
  const after = await page.getByRole('button', { name: 'Back to top' }).evaluate(async button => {
    (button as HTMLElement).click();
    await new Promise(requestAnimationFrame);
    return scrollY;
  });
  expect(after).toBe(0);
});
