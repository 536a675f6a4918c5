// The paper without a network, and as an app.

import { ARTICLE, answered, expect, heading, open, ready, test, visit } from '../support/app';

test.beforeEach(({ context }) => answered(context));

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('everything reads when the network is gone', async ({ page, site }) => {
    await visit(page);
    await site.stop();
    await page.reload();
    await ready(page);
    await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
    // By links, by address, and what was never opened before.
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Culture' }).click();
    await expect(heading(page)).toHaveText('Culture');
    await open(page, '/news/energy/');
    await expect(heading(page)).toHaveText('Energy');
    await open(page, ARTICLE);
    await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
    await open(page, '/article/abraj-al-riyah');
    await expect(heading(page)).toHaveText('أبراجٌ تصطاد الريح');
    await open(page, '/cookies-policy/');
    await expect(page.getByRole('table')).toBeVisible();
    await open(page, '/search/?q=chess');
    await expect(page.getByRole('link', { name: /^The half point/ })).toBeVisible();
    await open(page, '/nope/');
    await expect(heading(page)).toHaveText('Page not found');
    await expect(page.getByRole('alert')).toBeHidden();
  });

  test('a picture that was seen is there', async ({ page, site }) => {
    await visit(page, ARTICLE);
    const picture = page.getByRole('img', { name: /^A long paper-cut section/ });
    const drawn = () => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);
    await expect.poll(drawn).toBeGreaterThan(0);
    await site.stop();
    await page.reload();
    await ready(page);
    await expect.poll(drawn).toBeGreaterThan(0);
  });

  test('the network is used again when it is back', async ({ page, site }) => {
    await visit(page);
    await site.stop();
    await page.reload();
    await ready(page);
    await site.start();
    const answer = await page.reload();
    // From the server, with the text in it, not the empty page of the worker.
    expect(await answer?.text()).toContain('How to save a finite thing');
    await ready(page);
  });

  test('the browser would install it', async ({ page }) => {
    await visit(page);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A context of Playwright's is a private window, which installs nothing.
    const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    expect(others).toEqual([]);
  });
});

/** What a browser does that has no service workers for the page. */
const withoutWorkers = {
  'are blocked': () => {},
  'are refused': () => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  },
  'do not exist': () => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  },
};
for (const [how, arrange] of Object.entries(withoutWorkers)) {
  test(`a first visit reads where service workers ${how}`, async ({ page }) => {
    await page.addInitScript(arrange);
    await open(page, '/');
    await page.getByRole('main').getByRole('link', { name: 'How to save a finite thing' }).first().click();
    await expect(page.getByRole('table')).toBeVisible();
    await open(page, '/storage/');
    await expect(heading(page)).toHaveText('Reading offline');
  });
}

test('a first visit without a network costs nothing: the second one works', async ({ page, site }) => {
  const { url } = site;
  await site.stop();
  await expect(page.goto(url)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
  // The browser's own page comes a moment after the error.
  await page.waitForURL(/^chrome-error:/);
  await site.start();
  await open(page, url);
  await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
});

type Picture = { src: string; sizes: string; type: string; purpose?: string; form_factor?: string; label?: string };

test('the manifest is whole', async ({ page, request }) => {
  await open(page, '/');
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(address ?? '')).json();
  expect(manifest).toMatchObject({
    id: '/',
    name: 'Gazet',
    short_name: 'Gazet',
    lang: 'en-GB',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    categories: ['news'],
  });
  for (const field of ['description', 'background_color', 'theme_color', 'display_override']) {
    expect(manifest, field).toHaveProperty(field);
  }
  const icons: Picture[] = manifest.icons;
  for (const wanted of ['192x192 any', '512x512 any', '512x512 maskable', '512x512 monochrome']) {
    expect(icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toContain(wanted);
  }
  const screenshots: Picture[] = manifest.screenshots ?? [];
  expect(new Set(screenshots.map(shot => shot.form_factor))).toEqual(new Set(['wide', 'narrow']));
  // Each is of the size that it names.
  for (const { src, sizes } of [...icons, ...screenshots]) {
    const size = await page.evaluate(async src => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
  for (const { url } of manifest.shortcuts as { url: string }[]) {
    expect((await request.get(url)).status(), url).toBe(200);
  }
});
