// Sections and their pages, authors, tags, static pages, and what is not there.

import { answered, expect, heading, open, ready, scrollTo, scrolled, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

test('a section under a section knows where it is', async ({ page }) => {
  await open(page, '/news/energy/');
  await expect(heading(page)).toHaveText('Energy');
  const trail = page.getByRole('navigation', { name: 'Where you are' });
  await expect(trail.getByRole('listitem').last()).toHaveAttribute('aria-current', 'page');
  await trail.getByRole('link', { name: 'News' }).click();
  await expect(heading(page)).toHaveText('News');
  const under = page.getByRole('main').getByRole('navigation', { name: 'News' });
  await expect(under.getByRole('link')).toHaveText(['Economy', 'Energy', 'Climate and Ecology']);
});

test('a section has a lead, and those under it count', async ({ page }) => {
  await open(page, '/news/');
  const stories = page.getByRole('main').getByRole('article');
  await expect(stories).toHaveCount(12);
  await expect(stories.getByText('Economy', { exact: true })).not.toHaveCount(0);
  await expect(stories.getByText('Energy', { exact: true })).not.toHaveCount(0);
  const sizes = await stories.getByRole('heading').evaluateAll(nodes =>
    nodes.map(node => Number.parseFloat(getComputedStyle(node).fontSize)),
  );
  expect(sizes[0]).toBeGreaterThan(Math.max(...sizes.slice(1)));
});

test('paging goes on, and Back keeps the place', async ({ page }) => {
  await open(page, '/news/');
  const pager = page.getByRole('main').getByRole('navigation', { name: 'Pages' });
  await expect(pager.getByRole('link', { name: '1' })).toHaveAttribute('aria-current', 'page');
  const first = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
  await pager.getByRole('link', { name: 'Earlier' }).scrollIntoViewIfNeeded();
  const left = await scrolled(page);
  expect(left).toBeGreaterThan(300);
  await pager.getByRole('link', { name: 'Earlier' }).click();
  await expect(page).toHaveURL('/news/page/2/');
  await expect(pager.getByText('Page 2 of 2')).toBeVisible();
  await expect.poll(() => scrolled(page)).toBe(0);
  const second = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
  expect(second.filter(title => first.includes(title))).toEqual([]);

  const link = page.getByRole('main').getByRole('article').last().getByRole('heading').getByRole('link');
  await link.scrollIntoViewIfNeeded();
  const right = await scrolled(page);
  await link.click();
  await expect(page).toHaveURL(/\/article\//);
  await page.goBack();
  await expect(page).toHaveURL('/news/page/2/');
  await expect.poll(() => scrolled(page)).toBe(right);
  await page.goBack();
  await expect(page).toHaveURL('/news/');
  await expect.poll(() => scrolled(page)).toBe(left);
  await page.goForward();
  await expect(page).toHaveURL('/news/page/2/');
  await expect.poll(() => scrolled(page)).toBe(right);
});

for (const path of ['/news/', '/news/#main']) {
  test(`a reload of ${path} keeps the place`, async ({ page }) => {
    await open(page, path);
    await scrollTo(page, 900);
    await expect.poll(() => scrolled(page)).toBe(900);
    await page.reload();
    await ready(page);
    await expect.poll(() => scrolled(page)).toBe(900);
  });
}

test('Back from another document keeps the place', async ({ page }) => {
  await open(page, '/news/');
  await scrollTo(page, 900);
  await expect.poll(() => scrolled(page)).toBe(900);
  await page.goto('/images/the-tusi-couple.svg');
  await page.goBack();
  await ready(page);
  await expect.poll(() => scrolled(page)).toBe(900);
});

test('the second page has an address of its own', async ({ page }) => {
  await open(page, '/news/page/2');
  await expect(page).toHaveURL('/news/page/2/');
  await expect(heading(page)).toHaveText('News');
  await expect(page).toHaveTitle('News, page 2 · Gazet');
  const pager = page.getByRole('main').getByRole('navigation', { name: 'Pages' });
  await expect(pager.getByRole('link', { name: '2' })).toHaveAttribute('aria-current', 'page');
  await pager.getByRole('link', { name: 'Later' }).click();
  await expect(page).toHaveURL('/news/');
});

test('an author has a face, a role and articles', async ({ page }) => {
  await open(page, '/article/wind-farm-wiring/');
  await page.getByRole('main').getByRole('link', { name: 'Rauf Folio' }).click();
  await expect(page).toHaveURL('/author/rauf-folio/');
  await expect(heading(page)).toHaveText('Rauf Folio');
  const face = page.getByRole('main').getByRole('img', { name: 'Rauf Folio' }).first();
  const drawn = () => face.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(drawn).toBeGreaterThan(0);
  await expect(page.getByRole('main').getByText(/^\d+ articles$/)).toBeVisible();
});

test('a tag lists its articles on as many pages as it needs', async ({ page }) => {
  await open(page, '/tag/how-it-works/');
  await expect(heading(page)).toHaveText('how it works');
  const pager = page.getByRole('main').getByRole('navigation', { name: 'Pages' });
  await pager.getByRole('link', { name: '2' }).click();
  await expect(page).toHaveURL('/tag/how-it-works/page/2/');
  await expect(page.getByRole('main').getByRole('article')).not.toHaveCount(0);
});

test('a tag in another script has an address', async ({ page }) => {
  await open(page, '/article/zachem-teleskopu-gora/');
  await page.getByRole('navigation', { name: 'Tags' }).getByRole('link', { name: 'горы' }).click();
  await expect(heading(page)).toHaveText('горы');
  await page.reload();
  await ready(page);
  await expect(heading(page)).toHaveText('горы');
});

test('the static pages read', async ({ page }) => {
  await open(page, '/who-we-are/');
  await expect(heading(page)).toHaveText('Who we are');
  await expect(page.getByRole('main').getByText(/sample edition/i).first()).toBeVisible();
  await open(page, '/cookies-policy/');
  await expect(page.getByRole('main').getByRole('table').first()).toBeVisible();
});

for (const path of ['/nope/', '/article/nope/', '/news/page/99/', '/author/nobody/', '/tag/nothing/', '/%E0%A4%A', '/a/b/c/d/']) {
  test(`nothing is at ${path}, and it says so`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await ready(page);
    await expect(heading(page)).toHaveText('Page not found');
    await page.getByRole('main').getByRole('link', { name: 'Go to the front page' }).click();
    await expect(page).toHaveURL('/');
    await expect(heading(page)).toHaveText('Gazet');
  });
}

test('every kind of address opens with and without its last slash', async ({ page }) => {
  const kinds = {
    '/news/energy': 'Energy',
    '/article/the-half-point': /^The half point/,
    '/author/mira-galley': 'Mira Galley',
    '/tag/baku': 'Baku',
    '/who-we-are': 'Who we are',
    '/saved': 'Saved',
    '/search': 'Search',
  };
  for (const [path, title] of Object.entries(kinds)) {
    for (const address of [path, `${path}/`]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page).toHaveURL(`${path}/`);
      await expect(heading(page)).toHaveText(title);
    }
  }
});
