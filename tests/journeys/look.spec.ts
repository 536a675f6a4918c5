// “Aa”: size, typeface, line height, line length, colours, alignment.

import { type Locator, type Page } from '@playwright/test';
import { ARTICLE, answered, computed, expect, open, ready, test } from '../support/app';

test.use({ viewport: { width: 1400, height: 900 } });
test.beforeEach(({ context }) => answered(context));

/** Opens the panel. */
async function panel(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Text and colours' }).click();
  const panel = page.getByRole('dialog', { name: 'Text and colours' });
  await expect(panel).toBeVisible();
  return panel;
}

/** A paragraph of the text. */
function text(page: Page): Locator {
  return page.getByText('Methane is a carbon atom with four hydrogens');
}

/** The look as the root has it. */
function look(page: Page): Promise<Record<string, string | undefined>> {
  return page.evaluate(() => {
    const { size, face, leading, measure, theme, align } = document.documentElement.dataset;
    return { size, face, leading, measure, theme, align };
  });
}

test('the size has at least eight steps, each larger than the last', async ({ page }) => {
  await open(page, ARTICLE);
  const slider = (await panel(page)).getByRole('slider', { name: 'Text size' });
  await slider.focus();
  await page.keyboard.press('Home');
  const sizes: number[] = [];
  const steps = Number(await slider.getAttribute('max'));
  expect(steps).toBeGreaterThanOrEqual(8);
  for (let step = 1; step <= steps; step++) {
    await expect(page.locator('html')).toHaveAttribute('data-size', String(step));
    sizes.push(Number.parseFloat(await computed(text(page), 'font-size')));
    await page.keyboard.press('ArrowRight');
  }
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(new Set(sizes).size).toBe(steps);
});

test('the buttons go a step, and no further than the last', async ({ page }) => {
  await open(page, ARTICLE);
  const open_panel = await panel(page);
  const larger = open_panel.getByRole('button', { name: 'Larger text' });
  const before = await computed(text(page), 'font-size');
  await larger.click();
  await expect.poll(() => computed(text(page), 'font-size')).not.toBe(before);
  await open_panel.getByRole('button', { name: 'Smaller text' }).click();
  await expect.poll(() => computed(text(page), 'font-size')).toBe(before);
  for (let press = 0; press < 9; press++) await larger.click();
  await expect(open_panel.getByRole('slider')).toHaveValue('9');
});

for (const [group, property, choices] of [
  ['Typeface', 'font-family', ['Serif', 'Sans', 'Legible']],
  ['Line height', 'line-height', ['Tight', 'Normal', 'Airy']],
  ['Line length', 'width', ['Short', 'Normal', 'Long']],
  ['Alignment', 'text-align', ['Ragged', 'Justified']],
] as const) {
  test(`“${group}” changes the text at once`, async ({ page }) => {
    await open(page, ARTICLE);
    const radios = (await panel(page)).getByRole('group', { name: group });
    const seen = new Set<string>();
    for (const name of choices) {
      await radios.getByRole('radio', { name }).check();
      await expect(radios.getByRole('radio', { name })).toBeChecked();
      seen.add(await computed(text(page), property));
    }
    expect(seen.size).toBe(choices.length);
  });
}

test('the colours change, and each theme can be read', async ({ page }) => {
  await open(page, ARTICLE);
  const radios = (await panel(page)).getByRole('group', { name: 'Colours' });
  const seen = new Set<string>();
  for (const name of ['Light', 'Sepia', 'Dark', 'High contrast']) {
    await radios.getByRole('radio', { name }).check();
    const paper = await computed(page.locator('html'), 'background-color');
    const ink = await computed(text(page), 'color');
    expect(contrast(paper, ink), `${name}: ${ink} on ${paper}`).toBeGreaterThan(name === 'High contrast' ? 20 : 7);
    seen.add(paper + ink);
  }
  expect(seen.size).toBe(4);
});

test('“Auto” follows the system', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, ARTICLE);
  const dark = await computed(page.locator('html'), 'background-color');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => computed(page.locator('html'), 'background-color')).not.toBe(dark);
});

/** WCAG 2.2's contrast of two colours in `rgb()`. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r, g, b] = (colour.match(/\d+/g) ?? []).map(Number).map(part => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [dark, bright] = [light(one), light(other)].toSorted((a, b) => a - b);
  return bright / dark;
}

test('the look is there again before the first paint', async ({ page }) => {
  await open(page, ARTICLE);
  const own = await panel(page);
  await own.getByRole('radio', { name: 'Sans' }).check();
  await own.getByRole('radio', { name: 'Sepia' }).check();
  await own.getByRole('radio', { name: 'Airy' }).check();
  await own.getByRole('radio', { name: 'Short' }).check();
  await own.getByRole('radio', { name: 'Justified' }).check();
  await own.getByRole('button', { name: 'Larger text' }).click();
  const chosen = { size: '5', face: 'sans', leading: '3', measure: '1', theme: 'sepia', align: 'justify' };
  expect(await look(page)).toEqual(chosen);
  // What the root says when the body begins: nothing is painted before.
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (!document.body) return;
      watch.disconnect();
      Object.assign(window, { early: { ...document.documentElement.dataset } });
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await page.evaluate(() => Reflect.get(window, 'early'))).toMatchObject(chosen);
  await ready(page);
  expect(await look(page)).toEqual(chosen);
  await expect((await panel(page)).getByRole('radio', { name: 'Sepia' })).toBeChecked();
});

test('Reset brings back the paper as it was designed', async ({ page }) => {
  await open(page, ARTICLE);
  const before = await look(page);
  const own = await panel(page);
  await own.getByRole('radio', { name: 'Dark' }).check();
  await own.getByRole('slider').fill('8');
  await expect(page.locator('html')).toHaveAttribute('data-size', '8');
  await own.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => look(page)).toEqual(before);
  await expect(own.getByRole('radio', { name: 'Auto' })).toBeChecked();
  await expect(own.getByRole('slider')).toHaveValue('4');
});

test('another tab follows', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, ARTICLE);
  await open(other, '/');
  await (await panel(page)).getByRole('radio', { name: 'Dark' }).check();
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect((await panel(other)).getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('Escape closes the panel and gives the keyboard back', async ({ page }) => {
  await open(page, ARTICLE);
  const button = page.getByRole('button', { name: 'Text and colours' });
  await button.focus();
  await page.keyboard.press('Enter');
  const own = page.getByRole('dialog', { name: 'Text and colours' });
  await expect(own).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(own.getByRole('button', { name: 'Smaller text' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(own).toBeHidden();
  await expect(button).toBeFocused();
});

test('a damaged look is passed over', async ({ page }) => {
  await page.addInitScript(() => {
    if (location.protocol.startsWith('http')) localStorage.setItem('gazet:prefs', '{"v":1,"data":{"size":200,"theme":7}}');
  });
  await open(page, ARTICLE);
  await expect(text(page)).toBeVisible();
  const own = await panel(page);
  await own.getByRole('radio', { name: 'Sepia' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'sepia');
});
