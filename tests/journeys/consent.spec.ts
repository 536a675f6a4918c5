// Consent: asked fairly, kept to, shown, and taken back.

import { type Locator, type Page } from '@playwright/test';
import { computed, expect, heading, open, ready, scrollTo, stored, test } from '../support/app';

/** The question. */
const question = (page: Page): Locator => page.getByRole('region', { name: 'Your privacy' });

/** Opens the settings at the foot of the page. */
async function settings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Cookie settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cookie settings' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** What the page keeps, wherever a page can keep something. */
async function kept(page: Page): Promise<string[]> {
  const own = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
    ...(await caches.keys()),
  ]);
  return [...own, ...(await page.context().cookies()).map(({ name }) => `cookie ${name}`)];
}

/** Opens an article by its card and waits for its text. */
async function read(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'How to save a finite thing' }).first().click();
  await expect(heading(page)).toHaveText('How to save a finite thing');
  await expect(page.getByRole('table')).toBeVisible();
}

test('nothing is kept before a choice', async ({ page }) => {
  await open(page, '/');
  await expect(question(page)).toBeVisible();
  await read(page);
  expect(await kept(page)).toEqual([]);
});

test('all three answers weigh the same', async ({ page }) => {
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '/');
    const buttons = question(page).getByRole('button');
    await expect(buttons).toHaveText(['Accept', 'Reject', 'Choose']);
    const weights = await buttons.evaluateAll(nodes =>
      nodes.map(node => {
        const { color, backgroundColor, border, font, opacity } = getComputedStyle(node);
        const { height, width } = node.getBoundingClientRect();
        return [color, backgroundColor, border, font, opacity, Math.round(height), Math.round(width)].join();
      }),
    );
    expect(new Set(weights).size, `at ${width}: ${weights.join(' / ')}`).toBe(1);
  }
});

test('Reject keeps the receipt and nothing else', async ({ page }) => {
  await open(page, '/');
  await question(page).getByRole('button', { name: 'Reject' }).click();
  await expect(question(page)).toBeHidden();
  await read(page);
  expect(await kept(page)).toEqual(['gazet:consent']);
  await page.reload();
  await ready(page);
  await expect(question(page)).toBeHidden();
  const receipt = (await settings(page)).getByText(/^You refused everything that is not essential\. Chosen on .+ for version 1 of the policy\.$/);
  await expect(receipt).toBeVisible();
});

test('Accept remembers what was read and loads what was asked about', async ({ page }) => {
  await page.route('https://www.openstreetmap.org/**', route =>
    route.fulfill({ contentType: 'text/html', body: '<p>A map</p>' }),
  );
  await open(page, '/');
  await question(page).getByRole('button', { name: 'Accept' }).click();
  await expect(question(page)).toBeHidden();
  await read(page);
  await expect.poll(async () => (await stored(page))['gazet:history']).toContain('sovereign-oil-fund');
  await open(page, '/article/a-walk-through-the-old-city/');
  const frame = page.getByTitle('Map of the Old City of Baku');
  await expect(frame.contentFrame().getByText('A map')).toBeVisible();
  await expect((await settings(page)).getByText(/^You accepted: reading history and other sites\./)).toBeVisible();
});

test('Choose offers the categories, none of them on', async ({ page }) => {
  await page.clock.setFixedTime('2026-03-03T10:02:00Z');
  await open(page, '/');
  const choose = question(page).getByRole('button', { name: 'Choose' });
  await choose.click();
  await expect(choose).toHaveAttribute('aria-expanded', 'true');
  const essential = question(page).getByRole('checkbox', { name: 'Essential' });
  await expect(essential).toBeChecked();
  await expect(essential).toBeDisabled();
  const history = question(page).getByRole('checkbox', { name: 'Reading history' });
  await expect(history).not.toBeChecked();
  await expect(question(page).getByRole('checkbox', { name: 'Other sites' })).not.toBeChecked();
  await history.check();
  await question(page).getByRole('button', { name: 'Keep my choice' }).click();
  await expect(question(page)).toBeHidden();
  const dialog = await settings(page);
  await expect(dialog.getByText('You accepted: reading history. Chosen on 3 March 2026 at 14:02 for version 1 of the policy.')).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: 'Reading history' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Other sites' })).not.toBeChecked();
});

test('a choice can be taken back, and what it kept goes', async ({ page }) => {
  await open(page, '/');
  await question(page).getByRole('button', { name: 'Accept' }).click();
  await read(page);
  await expect.poll(() => kept(page)).toContain('gazet:history');
  const dialog = await settings(page);
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(dialog.getByText(/^You refused everything/)).toBeVisible();
  await expect.poll(() => kept(page)).toEqual(['gazet:consent']);
});

test('without a choice the settings say so', async ({ page }) => {
  await open(page, '/cookies-policy/');
  const dialog = await settings(page);
  await expect(dialog.getByText('You have not chosen yet.')).toBeVisible();
});

test.describe('Global Privacy Control', () => {
  test.beforeEach(({ context }) =>
    context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })),
  );

  test('counts as a refusal', async ({ page }) => {
    await open(page, '/');
    await read(page);
    await expect(question(page)).toBeHidden();
    expect(await kept(page)).toEqual([]);
    await open(page, '/article/a-walk-through-the-old-city/');
    await expect(page.getByRole('button', { name: 'Load it' })).toBeVisible();
    await expect((await settings(page)).getByText(/Global Privacy Control/)).toBeVisible();
  });

  test('gives way to a choice by hand', async ({ page }) => {
    await open(page, '/');
    const dialog = await settings(page);
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await read(page);
    await expect.poll(() => kept(page)).toContain('gazet:history');
    await page.reload();
    await ready(page);
    await expect((await settings(page)).getByText(/^You accepted:/)).toBeVisible();
  });
});

test('a new version of the policy asks again', async ({ page, sites }) => {
  const server = await sites.serve(await sites.build());
  await open(page, server.url);
  await question(page).getByRole('button', { name: 'Accept' }).click();
  await expect(question(page)).toBeHidden();
  await sites.replace(server, await sites.build(edition => void (edition.site.policy_version = 2)));
  await page.reload();
  await ready(page);
  await expect(question(page)).toBeVisible();
  // Until then nothing is allowed any more.
  await page.goto(`${server.url}article/a-walk-through-the-old-city/`);
  await ready(page);
  await expect(page.getByRole('button', { name: 'Load it' })).toBeVisible();
  const dialog = await settings(page);
  await expect(dialog.getByText(/for version 1 of the policy\. The policy has changed since\./)).toBeVisible();
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(dialog.getByText(/for version 2 of the policy\.$/)).toBeVisible();
});

test('the question is answered by keyboard, which goes on from there', async ({ page }) => {
  await open(page, '/');
  const reject = question(page).getByRole('button', { name: 'Reject' });
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('Tab');
    if (await reject.evaluate(node => node === document.activeElement)) break;
  }
  await expect(reject).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question(page)).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Gazet' })).toBeFocused();
});

test('the settings keep the keyboard and give it back', async ({ page }) => {
  await open(page, '/saved/');
  const button = page.getByRole('button', { name: 'Cookie settings' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Cookie settings' });
  await expect(dialog).toBeVisible();
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    const inside = await dialog.evaluate(
      node => node.contains(document.activeElement) || document.activeElement === document.body,
    );
    expect(inside).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('the settings never cover the policy that they ask about', async ({ page }) => {
  await open(page, '/');
  const dialog = await settings(page);
  await dialog.getByRole('link', { name: 'Cookies policy' }).click();
  await expect(heading(page)).toHaveText('Cookies policy');
  await expect(dialog).toBeHidden();
});

test('the question never covers what it asks about', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, '/');
  await question(page).getByRole('link', { name: 'Cookies policy' }).click();
  await expect(heading(page)).toHaveText('Cookies policy');
  expect(await computed(question(page), 'position')).toBe('static');
  // Elsewhere the end of the page can be brought above it.
  await open(page, '/culture/');
  await scrollTo(page, 100_000);
  const top = page.getByRole('button', { name: 'Back to top' });
  const end = await top.evaluate(node => node.getBoundingClientRect().bottom);
  const start = await question(page).evaluate(node => node.getBoundingClientRect().top);
  expect(end).toBeLessThanOrEqual(start);
});

test('what another tab clears is not written again, and is told', async ({ page, context }) => {
  await open(page, '/');
  await question(page).getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => kept(page)).toContain('gazet:consent');
  const other = await context.newPage();
  await open(other, '/saved/');
  await other.evaluate(() => localStorage.clear());
  await expect(page.getByText('What this site keeps on your device was cleared in another tab.')).toBeVisible();
  await expect(question(page)).toBeVisible();
  expect(await kept(page)).toEqual([]);
});

test.describe('the snapshot', () => {
  // Without its program the app cannot start.
  test.use({ expectedFaults: [/wasm|WebAssembly|fetch/i] });

  test('does not ask a reader who answered the question', async ({ page }) => {
    await open(page, '/');
    await question(page).getByRole('button', { name: 'Reject' }).click();
    await expect(question(page)).toBeHidden();
    // The app never starts, so what is seen is the snapshot.
    await page.route('**/*.wasm', route => route.abort());
    await page.goto('/culture/');
    await expect(heading(page)).toHaveText('Culture');
    await expect(question(page)).toBeHidden();
  });
});
