// The front page: one lead, a band for each section, the latest.

import { type Locator } from '@playwright/test';
import { answered, expect, heading, open, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

test('one story leads', async ({ page }) => {
  await open(page, '/');
  const lead = page.getByRole('region', { name: 'Lead stories' });
  const first = lead.getByRole('heading', { level: 2 });
  await expect(first).toHaveCount(1);
  await expect(lead.getByRole('article')).toHaveCount(4);
  const sizes = await lead.getByRole('heading').evaluateAll(nodes =>
    nodes.map(node => Number.parseFloat(getComputedStyle(node).fontSize)),
  );
  expect(sizes[0]).toBeGreaterThan(1.5 * Math.max(...sizes.slice(1)));
  const title = (await first.textContent()) ?? '';
  await first.getByRole('link').click();
  await expect(heading(page)).toHaveText(title);
});

test('the latest are in order and repeat no lead story', async ({ page }) => {
  await open(page, '/');
  const latest = page.getByRole('region', { name: 'Latest' });
  const dates = await latest.getByRole('time').evaluateAll(nodes =>
    nodes.map(node => Date.parse(node.getAttribute('datetime') ?? '')),
  );
  expect(dates.length).toBeGreaterThanOrEqual(8);
  expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  const titles = (region: Locator) => region.getByRole('article').getByRole('heading').allTextContents();
  const leads = await titles(page.getByRole('region', { name: 'Lead stories' }));
  const repeated = (await titles(latest)).filter(title => leads.includes(title));
  expect(repeated).toEqual([]);
});

type Section = { path?: string; slug?: string; name: string };

test('every section has a band, and no two neighbours look alike', async ({ page, request }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const { sections }: { sections: Section[] } = await (await request.get('/bundle.json')).json();
  expect(sections.length).toBeGreaterThanOrEqual(12);
  await open(page, '/');
  const shapes: string[] = [];
  for (const { name } of sections) {
    const band = page.getByRole('region', { name, exact: true });
    await expect(band.getByRole('heading', { level: 2 })).toHaveText(name);
    await expect(band.getByRole('link', { name: `More from ${name}` })).toBeVisible();
    shapes.push(await shape(band));
  }
  for (const [index, own] of shapes.entries()) {
    expect(own, `the band of ${sections[index].name}`).not.toBe(shapes[index - 1]);
  }
});

/** Where the stories of a band stand, and which have a picture. */
function shape(band: Locator): Promise<string> {
  return band.getByRole('article').evaluateAll(stories => {
    const left = Math.min(...stories.map(story => story.getBoundingClientRect().left));
    const place = (story: Element) => {
      const { left: start, width } = story.getBoundingClientRect();
      const picture = story.querySelector('img')?.getBoundingClientRect().width ?? 0;
      return [start - left, width, picture].map(Math.round).join(' ');
    };
    return stories.map(place).join(' / ');
  });
}

test('pictures hold their place before they come', async ({ page }) => {
  await page.route('**/images/**', route => route.abort());
  await open(page, '/');
  const lead = page.getByRole('region', { name: 'Lead stories' }).getByRole('article').first();
  const height = await lead.evaluate(story => story.querySelector('img')?.getBoundingClientRect().height);
  expect(height).toBeGreaterThan(200);
});
