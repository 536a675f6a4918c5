// The figure on the icon of the installed paper: how many articles are new.

import { type Page } from '@playwright/test';
import { answered, expect, ready, visit } from '../support/app';
import { type Faulty, text } from '../support/faulty';
import { test } from '../support/host';

test.use({ serviceWorkers: 'allow' });

/** Hears what the page asks of the browser's badge, a figure or `none`, since
 * it was last loaded: on a busy machine the first of two loads also comes to it. */
async function badges(page: Page): Promise<(number | 'none')[]> {
  const said: (number | 'none')[] = [];
  await page.exposeFunction('badge', (figure: number | 'none') => void said.push(figure));
  await page.exposeFunction('loaded', () => void (said.length = 0));
  await page.addInitScript(() => {
    const { badge, loaded } = globalThis as unknown as {
      badge: (figure: number | 'none') => Promise<void>;
      loaded: () => Promise<void>;
    };
    void loaded();
    Object.defineProperty(navigator, 'setAppBadge', { value: (figure: number) => badge(figure) });
    Object.defineProperty(navigator, 'clearAppBadge', { value: () => badge('none') });
  });
  return said;
}

/** Puts the page into the background, or brings it back, as another window
 * over it does. */
function hide(page: Page, hidden: boolean): Promise<boolean> {
  return page.evaluate(hidden => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    return document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

/** Publishes three more articles, and waits until the paper says so. */
async function publish(page: Page, host: Faulty): Promise<void> {
  const edition = await (await page.request.get(`${host.url}bundle.json`)).json();
  const [first] = edition.articles;
  const news = ['one', 'two', 'three'].map(name => ({ ...first, id: `news-${name}`, slug: `news-${name}` }));
  const articles = [...news, ...edition.articles];
  host.break(/^\/bundle\.json$/, text(200, 'application/json', JSON.stringify({ ...edition, articles })));
  await expect(async () => {
    await page.clock.fastForward(16 * 60_000);
    await expect(page.getByRole('status').getByText('3 new articles')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  // A figure would be said right behind the sentence.
  await page.waitForTimeout(500);
}

for (const history of [true, false]) {
  test(`with${history ? '' : 'out'} consent to a history the icon ${history ? 'says' : 'does not say'} how much is new`, async ({ page, context, host }) => {
    await answered(context, { history });
    const said = await badges(page);
    await page.clock.install();
    await visit(page, host.url);
    // What was on the icon went when the paper was opened.
    await expect.poll(() => said.at(-1)).toBe('none');
    await hide(page, true);
    said.length = 0;
    await publish(page, host);
    expect(said).toEqual(history ? [3] : []);

    await hide(page, false);
    await expect.poll(() => said).toEqual(history ? [3, 'none'] : ['none']);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await ready(page);
    await expect.poll(() => said).toEqual(['none']);
  });
}

test('a reader who looks at the paper needs no figure', async ({ page, context, host }) => {
  await answered(context, { history: true });
  const said = await badges(page);
  await page.clock.install();
  await visit(page, host.url);
  await expect.poll(() => said.at(-1)).toBe('none');
  await publish(page, host);
  expect(said.filter(figure => figure !== 'none')).toEqual([]);
});
