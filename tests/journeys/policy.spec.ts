// The site's own Content-Security-Policy: present on every page, and broken
// nowhere.

import { type BrowserContext, type Page } from '@playwright/test';
import { ARTICLE, expect, heading, open, test } from '../support/app';

/** Collects what the policy stops, on every page of the context. */
async function violations(context: BrowserContext): Promise<string[]> {
  const found: string[] = [];
  await context.exposeBinding('violated', (_, what: string) => found.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const { violated } = window as unknown as { violated(what: string): void };
      violated(`${event.violatedDirective}: ${event.blockedURI} on ${location.pathname}`);
    });
  });
  return found;
}

/** The policy of the page, by directive. */
function policy(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    const rules = (meta?.getAttribute('content') ?? '').split(';').map(rule => rule.trim());
    return Object.fromEntries(
      rules.filter(Boolean).map(rule => [rule.split(' ')[0], rule.slice(rule.indexOf(' ') + 1)]),
    );
  });
}

test('every page has the policy, and it is strict', async ({ page }) => {
  const paths = ['/', '/news/', ARTICLE, '/author/mira-galley/', '/tag/baku/', '/who-we-are/', '/saved/', '/search/', '/nope/', '/shell/index.html'];
  for (const path of paths) {
    await page.goto(path);
    const rules = await policy(page);
    expect(rules['default-src'], path).toBe("'none'");
    expect(rules['script-src'], path).toMatch(/^'self' 'wasm-unsafe-eval'( 'sha256-[^']+')*$/);
    expect(rules['style-src'], path).toBe("'self'");
    expect(rules['connect-src'], path).toBe("'self'");
    expect(rules['base-uri'], path).toBe("'none'");
    expect(rules['form-action'], path).toBe("'none'");
    expect(rules['require-trusted-types-for'], path).toBe("'script'");
    expect(rules['trusted-types'], path).toBe('gazet');
    // Before anything that it is to rule.
    const early = await page.evaluate(() => {
      const first = document.querySelector('script, link, img, style');
      const meta = document.querySelector('meta[http-equiv]');
      return Boolean(first && meta && meta.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    expect(early, path).toBe(true);
  }
});

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('nothing that a reader does breaks it', async ({ page, context }) => {
    const found = await violations(context);
    await page.route('https://www.openstreetmap.org/**', route =>
      route.fulfill({ contentType: 'text/html', body: '<p>A map</p>' }),
    );
    await open(page, '/');
    await page.getByRole('button', { name: 'Choose' }).click();
    await page.getByRole('checkbox', { name: 'Reading history' }).check();
    await page.getByRole('button', { name: 'Keep my choice' }).click();
    await page.getByRole('button', { name: 'Submenu of News' }).click();
    await page.getByRole('link', { name: 'Energy' }).first().click();
    await page.getByRole('link', { name: 'A molecule goes to Italy' }).first().click();
    await expect(heading(page)).toHaveText('A molecule goes to Italy');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Save: A molecule goes to Italy' }).click();
    await page.getByRole('button', { name: 'Text and colours' }).click();
    for (const name of ['Legible', 'Dark', 'Justified']) await page.getByRole('radio', { name }).check();
    await page.keyboard.press('Escape');
    await open(page, '/article/a-walk-through-the-old-city/');
    await page.getByRole('button', { name: 'Load it' }).click();
    await expect(page.getByTitle('Map of the Old City of Baku').contentFrame().getByText('A map')).toBeVisible();
    await open(page, '/article/the-karabakh-carpet-school/');
    await page.getByRole('group').filter({ has: page.getByRole('figure') }).scrollIntoViewIfNeeded();
    await open(page, '/saved/');
    await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as JSON' }).click(),
    ]);
    await open(page, '/search/?q=mugam');
    await page.getByRole('combobox', { name: 'Year' }).selectOption('2025');
    await page.getByRole('button', { name: 'Cookie settings' }).click();
    await page.keyboard.press('Escape');
    for (const path of ['/author/mira-galley/', '/tag/baku/', '/who-we-are/', '/nope/', '/news/page/2/', '/article/abraj-al-riyah/']) {
      await open(page, path);
    }
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.keyboard.press('Escape');
    expect(found).toEqual([]);
  });
});

test('a picture on another site comes when it is asked for, and not before', async ({ page, context, sites }) => {
  const found = await violations(context);
  const picture = { src: 'https://pictures.example/a.svg', width: 300, height: 200, alt: 'A red square' };
  const site = await sites.serve(
    await sites.build(edition => {
      const article = edition.articles.find(({ slug }) => slug === 'the-half-point');
      article?.body.inline.blocks.unshift({ image: picture });
    }),
  );
  const asked: string[] = [];
  await page.route('https://pictures.example/**', route => {
    asked.push(route.request().url());
    return route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="red"/></svg>',
    });
  });
  await open(page, `${site.url}article/the-half-point/`);
  await page.getByRole('button', { name: 'Reject' }).click();
  const load = page.getByRole('button', { name: 'Load it' });
  await load.scrollIntoViewIfNeeded();
  expect(asked).toEqual([]);
  await load.click();
  const shown = page.getByRole('img', { name: 'A red square' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);
  expect(asked).toEqual([picture.src]);
  expect(found).toEqual([]);
});

test('lead pictures and cards of another site wait for consent', async ({ page, context, sites }) => {
  await violations(context);
  const site = await sites.serve(
    await sites.build(edition => {
      for (const article of edition.articles as { image?: { src: string; variants?: object[] } }[]) {
        if (!article.image) continue;
        article.image.src = `https://pictures.example/${article.image.src}`;
        delete article.image.variants;
      }
    }),
  );
  const asked: string[] = [];
  await page.route('https://pictures.example/**', route => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
  });
  for (const path of ['', 'article/the-half-point/', 'news/']) await open(page, site.url + path);
  await page.getByRole('button', { name: 'Reject' }).click();
  await open(page, `${site.url}article/the-half-point/`);
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Load it' }).first().click();
  await expect.poll(() => asked.length).toBe(1);
  await page.getByRole('button', { name: 'Cookie settings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => asked.length).toBeGreaterThan(5);
});

test.describe('trusted types', () => {
  test.use({ expectedFaults: [/Trusted/] });

  test('no text becomes markup or a script', async ({ page }) => {
    await open(page, '/');
    const refused = await page.evaluate(() => {
      const names = (what: () => unknown) => {
        try {
          what();
          return 'taken';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } };
      return [
        names(() => (document.createElement('div').innerHTML = '<b>no</b>')),
        names(() => (document.createElement('script').src = '/other.js')),
        names(() => trustedTypes.createPolicy('another', {})),
        names(() => trustedTypes.createPolicy('gazet', {})),
      ];
    });
    expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
  });
});
