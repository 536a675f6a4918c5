// Saved articles: kept, arranged, carried elsewhere, never lost.

import { readFile } from 'node:fs/promises';
import { type Browser, type Locator, type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, ready, stored, test } from '../support/app';

const PREFIX = 'gazet:bookmark:';
const MOLECULE = `${PREFIX}gas-shah-deniz-to-italy`;
const FIFTY = `${PREFIX}fifty-times-a-second`;

/** What is stored of bookmarks, by key. */
async function kept(page: Page): Promise<Record<string, string>> {
  const all = Object.entries(await stored(page));
  return Object.fromEntries(all.filter(([key]) => key.startsWith(PREFIX)).sort());
}

test.beforeEach(({ context }) => answered(context));

/** The bookmark button of an article; it may stand on a page twice. */
const save = (page: Page, title: string): Locator =>
  page.getByRole('main').getByRole('button', { name: `Save: ${title}` }).first();

/** Saves an article and waits until it is kept. */
async function keep(page: Page, title: string): Promise<void> {
  await save(page, title).click();
  await expect(save(page, title)).toHaveAttribute('aria-pressed', 'true');
}

/** The headlines on the Saved page. */
const titles = (page: Page): Locator =>
  page.getByRole('main').getByRole('listitem').getByRole('heading');

/** Saves three articles a minute apart. */
async function saveThree(page: Page): Promise<void> {
  await open(page, '/karabakh/');
  const times = {
    'A town in tune': '2026-03-01T10:00:00Z',
    'The colour of a coin in the sun': '2026-03-01T10:01:00Z',
    'Downhill, from snow to steppe': '2026-03-01T10:02:00Z',
  };
  for (const [title, time] of Object.entries(times)) {
    await page.clock.setFixedTime(time);
    await keep(page, title);
  }
}

const LAST_FIRST = ['Downhill, from snow to steppe', 'The colour of a coin in the sun', 'A town in tune'];

test('a card and an article save the same, and either can be undone', async ({ page }) => {
  await open(page, '/news/energy/');
  const button = save(page, 'A molecule goes to Italy');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Saved: A molecule goes to Italy')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');

  await open(page, ARTICLE);
  await keep(page, 'A molecule goes to Italy');
  await open(page, '/saved/');
  await expect(titles(page)).toHaveText(['A molecule goes to Italy']);
  await page.getByRole('button', { name: 'Remove from saved: A molecule goes to Italy' }).click();
  await expect(titles(page)).toHaveCount(0);
  await expect(page.getByText('You have saved nothing yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(titles(page)).toHaveText(['A molecule goes to Italy']);
  await titles(page).getByRole('link').click();
  await expect(page).toHaveURL(ARTICLE);
});

test('the list is sorted and filtered', async ({ page }) => {
  await saveThree(page);
  await page.getByRole('link', { name: 'Saved', exact: true }).click();
  await expect(page.getByText('3 articles')).toBeVisible();
  const sort = page.getByRole('combobox', { name: 'Sort by' });
  await expect(titles(page)).toHaveText(LAST_FIRST);
  await sort.selectOption('Saved first');
  await expect(titles(page)).toHaveText(LAST_FIRST.toReversed());
  await sort.selectOption('Headline');
  await expect(titles(page)).toHaveText(LAST_FIRST.toSorted());
  const filter = page.getByRole('searchbox', { name: 'Filter by words' });
  await filter.fill('COIN');
  await expect(titles(page)).toHaveText(['The colour of a coin in the sun']);
  await filter.fill('nowhere');
  await expect(page.getByText('No saved article matches.')).toBeVisible();
  await filter.fill('');
  await expect(titles(page)).toHaveCount(3);
});

test('all are removed at once, and come back', async ({ page }) => {
  await saveThree(page);
  await open(page, '/saved/');
  const all = page.getByRole('button', { name: 'Remove all' });
  await all.click();
  await expect(titles(page)).toHaveCount(0);
  await expect(all).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(titles(page)).toHaveText(LAST_FIRST);
});

/** Imports a file as somebody else on another device. */
async function elsewhere(browser: Browser, url: string, name: string, text: string): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await answered(context);
  const page = await context.newPage();
  await open(page, `${url}saved/`);
  await page.getByLabel('Import a file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await expect(page.getByText('Imported 3 articles.')).toBeVisible();
  return page;
}

for (const [button, name] of [
  ['Export as JSON', 'bookmarks.json'],
  ['Export for browsers', 'bookmarks.html'],
]) {
  test(`${name} carries everything to another device`, async ({ page, browser, site }) => {
    await saveThree(page);
    await open(page, '/saved/');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(name);
    const text = await readFile(await file.path(), 'utf8');
    const other = await elsewhere(browser, site.url, name, text);
    await expect(titles(other)).toHaveText(LAST_FIRST);
    expect(await kept(other)).toEqual(await kept(page));
    await other.context().close();
  });
}

test('the browsers’ form is the one that browsers read', async ({ page, site }) => {
  await open(page, '/news/energy/');
  await keep(page, 'A molecule goes to Italy');
  await open(page, '/saved/');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export for browsers' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).split('\n');
  expect(lines[0]).toBe('<!DOCTYPE NETSCAPE-Bookmark-file-1>');
  expect(lines.join('')).toContain(`HREF="${site.url}article/gas-shah-deniz-to-italy/"`);
  expect(lines.join('')).toMatch(/ADD_DATE="\d{10}"/);
});

test('a file that holds no bookmarks is refused, and nothing is lost', async ({ page }) => {
  await open(page, '/news/energy/');
  await keep(page, 'A molecule goes to Italy');
  await open(page, '/saved/');
  for (const text of ['', 'hello', '{"kind":"other","version":1,"bookmarks":[]}', '[1,2']) {
    await page.getByLabel('Import a file').setInputFiles({ name: 'a.json', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await expect(page.getByText(/^This file holds no bookmarks that Gazet can read/)).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  }
  await expect(titles(page)).toHaveText(['A molecule goes to Italy']);
});

test('bookmarks outlive an edition, and an article that is gone keeps its headline', async ({ page, sites }) => {
  const server = await sites.serve(await sites.build());
  await open(page, `${server.url}karabakh/`);
  await keep(page, 'A town in tune');
  await keep(page, 'Downhill, from snow to steppe');
  await expect(page.getByRole('link', { name: 'Saved' }).getByText('2')).toBeVisible();
  const without = await sites.build(edition => {
    const gone = 'shusha-and-uzeyir-hajibeyov';
    edition.articles = edition.articles.filter(({ slug }) => slug !== gone);
    for (const { body } of edition.articles) {
      body.inline.related = body.inline.related?.filter(slug => slug !== gone);
    }
  });
  await sites.replace(server, without);
  await open(page, `${server.url}saved/`);
  const gone = page.getByRole('main').getByRole('listitem').filter({ hasText: 'A town in tune' });
  await expect(gone.getByText('No longer in this edition')).toBeVisible();
  await expect(gone.getByRole('link')).toHaveCount(0);
  const there = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Downhill' });
  await expect(there.getByRole('link')).toBeVisible();
});

test('two tabs that add twenty each at once lose nothing', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, '/');
  await open(other, '/');
  const press = (tab: Page, half: number) =>
    tab.getByRole('main').getByRole('button', { name: /^Save: / }).evaluateAll(async (buttons, half) => {
      const names = [...new Set(buttons.map(button => button.getAttribute('aria-label')))];
      const own = names.filter((_, index) => index % 2 === half).slice(0, 20);
      for (const name of own) {
        (buttons.find(button => button.getAttribute('aria-label') === name) as HTMLElement).click();
        // The other tab has its turn.
        await new Promise(resolve => setTimeout(resolve));
      }
      return own.length;
    }, half);
  expect(await Promise.all([press(page, 0), press(other, 1)])).toEqual([20, 20]);
  await expect.poll(async () => Object.keys(await kept(page)).length).toBe(40);
  for (const tab of [page, other]) {
    await tab.getByRole('link', { name: 'Saved' }).click();
    await expect(tab.getByRole('main').getByText('40 articles')).toBeVisible();
  }
});

test('two tabs that add a hundred each at once lose nothing', async ({ page, context, sites }) => {
  test.slow();
  const server = await sites.serve(
    await sites.build(edition => {
      const [first] = edition.articles;
      const more = Array.from({ length: 240 }, (_, number) => {
        const own = { id: `more-${number}`, slug: `more-${number}`, title: `More of it ${number}`, section: 'culture' };
        return { ...first, ...own, body: { inline: { blocks: first.body.inline.blocks } } };
      });
      edition.articles.splice(1, 0, ...more);
    }),
  );
  const other = await context.newPage();
  const add = async (tab: Page, from: number) => {
    const added = new Set<string>();
    for (let number = from; added.size < 100; number += 1) {
      await open(tab, `${server.url}culture/page/${number}/`);
      const names = await tab.getByRole('main').getByRole('button', { name: /^Save: More/ }).evaluateAll(
        async (buttons, most) => {
          const own = buttons.slice(0, most) as HTMLElement[];
          for (const button of own) {
            button.click();
            // The other tab has its turn.
            await new Promise(resolve => setTimeout(resolve));
          }
          return own.map(button => button.getAttribute('aria-label') ?? '');
        },
        100 - added.size,
      );
      names.forEach(name => added.add(name));
    }
    return added;
  };
  const [one, two] = await Promise.all([add(page, 2), add(other, 12)]);
  expect(new Set([...one, ...two]).size, 'each tab had its own').toBe(200);
  // A tab hears of the other's writes a moment later.
  await expect.poll(async () => Object.keys(await kept(page)).length).toBe(200);
  await open(other, `${server.url}saved/`);
  await expect(other.getByRole('main').getByText('200 articles')).toBeVisible();
});

test('another tab follows', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, '/news/energy/');
  await open(other, '/saved/');
  await save(page, 'Fifty times a second').click();
  await expect(titles(other)).toHaveText(['Fifty times a second']);
});

test('a full storage is told, and the old list stays byte for byte', async ({ page }) => {
  await open(page, '/news/energy/');
  await keep(page, 'A molecule goes to Italy');
  const before = await kept(page);
  expect(Object.keys(before)).toEqual([MOLECULE]);
  await page.evaluate(() => {
    // Down to the last character.
    for (let size = 1 << 22, part = 0; size >= 1; size >>= 1) {
      try {
        while (part < 99) localStorage.setItem(`fill${part}`, 'x'.repeat(size)), part++;
      } catch {
        continue;
      }
    }
  });
  const button = save(page, 'Fifty times a second');
  await button.click();
  await expect(page.getByText('Your saved articles could not be saved: the storage of this site is full.')).toBeVisible();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  // That would go by itself, so it is not waited for.
  expect(await page.getByText('Saved: Fifty times a second').count()).toBe(0);
  expect(await kept(page)).toEqual(before);
});

test('without any storage a save lasts as long as the page, and says so', async ({ browser, site }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
  });
  const page = await context.newPage();
  await open(page, `${site.url}news/energy/`);
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText(/^Your choice could not be saved: this browser gives the page no storage\./)).toBeVisible();
  await save(page, 'Fifty times a second').click();
  await expect(page.getByText(/^Your saved articles could not be saved: this browser gives the page no storage\./)).toBeVisible();
  await page.getByRole('link', { name: 'Saved' }).click();
  await expect(titles(page)).toHaveText(['Fifty times a second']);
  await context.close();
});

for (const broken of ['', 'null', '[', '{"v":1}', '{"v":1,"data":[{"id":7}]}', '\ud800', 'x'.repeat(1_000_000)]) {
  test(`a store that reads ${JSON.stringify(broken.slice(0, 30))} is put aside`, async ({ page }) => {
    await open(page, '/');
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [FIFTY, broken]);
    await open(page, '/news/energy/');
    await expect(page.getByText(/^Your saved articles could not be read\./)).toBeVisible();
    await save(page, 'Fifty times a second').click();
    await expect.poll(async () => (await stored(page))[FIFTY]).toContain('Fifty times a second');
    const same = await page.evaluate(
      ([key, text]) => localStorage.getItem(`gazet:quarantine:${key}`) === text,
      [FIFTY, broken],
    );
    expect(same).toBe(true);
    await page.reload();
    await ready(page);
    await expect(save(page, 'Fifty times a second')).toHaveAttribute('aria-pressed', 'true');
  });
}

test('what was put aside can be had as a file, letter by letter, and removed', async ({ page }) => {
  await open(page, '/');
  await page.evaluate(([key]) => localStorage.setItem(key, '[\ud800"'), [FIFTY]);
  await open(page, '/news/energy/');
  await expect(page.getByText(/^Your saved articles could not be read\./)).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Reading offline' }).click();
  const aside = page.getByRole('region', { name: 'Put aside' });
  await expect(aside.getByRole('listitem')).toHaveText([FIFTY]);
  const download = page.waitForEvent('download');
  await aside.getByRole('button', { name: 'Save as a file' }).press('Enter');
  const file = await readFile(await (await download).path(), 'utf8');
  expect(JSON.parse(file)).toEqual({ kind: 'gazet-aside', version: 1, stored: { [FIFTY]: '[\ud800"' } });
  await page.keyboard.press('Tab');
  await expect(aside.getByRole('button', { name: 'Remove' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('What was put aside was removed.')).toBeVisible();
  // The button is gone, so the keyboard goes on from the top of the page.
  await expect(heading(page)).toBeFocused();
  await expect(aside).toHaveCount(0);
  expect(Object.keys(await stored(page)).filter(key => key.includes('quarantine'))).toEqual([]);
});

test('what a newer version stored is left alone', async ({ page }) => {
  const newer = '{"v":999,"data":{"lists":[]}}';
  await open(page, '/');
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [FIFTY, newer]);
  await open(page, '/news/energy/');
  await save(page, 'Fifty times a second').click();
  await expect(page.getByText(/it was written by a newer version of the paper/)).toBeVisible();
  expect((await stored(page))[FIFTY]).toBe(newer);
});
