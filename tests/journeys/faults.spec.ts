// What is missing, broken, late or not what it should be: one sentence and a
// way on, never a blank page.

import { type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, ready } from '../support/app';
import { faults, text } from '../support/faulty';
import { test } from '../support/host';

test.beforeEach(({ context }) => answered(context));

/** Opens the front page as the service worker does without a network: the
 * empty page in its place, which has no text to fall back on. */
async function openShell(page: Page, url: string): Promise<void> {
  const shell = new URL('shell/index.html', url).href;
  await page.route(url, async route => route.fulfill({ response: await route.fetch({ url: shell }) }));
  await page.goto(url);
}

/** Puts a policy of the server before that of the page. */
async function ruled(page: Page, policy: string): Promise<void> {
  await page.route('**/*', async route => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
}

const sentences = {
  missing: 'This part of the paper is missing on its server (status 404).',
  broken: 'The server of the paper answered with an error (status 500). Try again later.',
  html: 'A web page came instead of the paper\'s data. You may have to sign in to this network first.',
  truncated: 'The transfer broke off in the middle. Try again.',
  half: 'The transfer broke off in the middle. Try again.',
  malformed: /^This edition is damaged and cannot be shown \(.+\)\.$/,
  newer: 'This edition has format 99, which is newer than this app. Reload the page to update it.',
  large: 'The answer was larger than 8 MB and was not read.',
  swelling: 'The answer was larger than 8 MB and was not read.',
  silent: 'The paper could not be reached. Check your connection and try again.',
};

for (const [name, sentence] of Object.entries(sentences)) {
  test(`an edition that is ${name} says so, and can be asked for again`, async ({ page, host }) => {
    host.break(/bundle\.json$/, faults[name as keyof typeof faults]);
    await openShell(page, host.url);
    const alert = page.getByRole('alert');
    await expect(alert.getByText(sentence)).toBeVisible();
    const again = alert.getByRole('button', { name: 'Try again' });
    await again.click();
    await expect(alert.getByText(sentence)).toBeVisible();
    host.mend();
    await again.click();
    await expect(heading(page)).toHaveText('Gazet');
    await expect(page.getByRole('region', { name: 'Lead stories' })).toBeVisible();
  });
}

for (const [name, fault] of [['never comes', faults.hanging], ['drips', faults.dripping]] as const) {
  test(`an edition that ${name} is given up, and the wait is seen`, async ({ page, host }) => {
    host.break(/bundle\.json$/, fault);
    await page.clock.install();
    await openShell(page, host.url);
    await expect.poll(() => host.asked.filter(path => path === '/bundle.json').length).toBeGreaterThan(0);
    await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible();
    const alert = page.getByRole('alert');
    await expect(async () => {
      await page.clock.fastForward(6_000);
      await expect(alert).toBeVisible({ timeout: 200 });
    }).toPass({ timeout: 20_000 });
    await expect(alert).toContainText('The paper did not answer in time. The network may be slow; try again.');
    host.mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(heading(page)).toHaveText('Gazet');
  });
}

test('a fault that passes is not even seen', async ({ page, host }) => {
  let failures = 0;
  host.break(/bundle\.json$/, (request, response) => {
    if (failures >= 2) return false;
    failures += 1;
    return faults.broken(request, response);
  });
  await openShell(page, host.url);
  await ready(page);
  await expect(heading(page)).toHaveText('Gazet');
});

test('a text that is on the page stays readable without the edition', async ({ page, host }) => {
  for (const name of ['missing', 'html', 'malformed', 'newer'] as const) {
    host.break(/bundle\.json$/, faults[name]);
    await page.goto(`${host.url}${ARTICLE.slice(1)}`);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expect(heading(page)).toHaveText('A molecule goes to Italy');
    await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
    await page.getByRole('link', { name: 'Earlier The falling sea' }).click();
    await expect(heading(page)).toHaveText('The falling sea');
  }
});

for (const path of ['search/', 'saved/']) {
  test(`/${path} tells of a fault, since it has nothing else to show`, async ({ page, host }) => {
    host.break(/bundle\.json$/, faults.missing);
    await page.goto(`${host.url}${path}`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(sentences.missing);
    host.mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(heading(page)).toHaveText(/^(Search|Saved)$/);
  });
}

const bodies = {
  missing: sentences.missing,
  broken: sentences.broken,
  html: sentences.html,
  truncated: sentences.truncated,
  large: sentences.large,
  swelling: sentences.swelling,
} as const;

for (const [name, sentence] of Object.entries(bodies)) {
  test(`a text that is ${name} says so in its place, and can be asked for again`, async ({ page, host }) => {
    await open(page, `${host.url}news/energy/`);
    host.break(/parts\//, faults[name as keyof typeof faults]);
    await page.getByRole('main').getByRole('link', { name: 'A molecule goes to Italy' }).click();
    await expect(heading(page)).toHaveText('A molecule goes to Italy');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(sentence);
    // The rest of the page is there.
    await expect(page.getByRole('complementary', { name: 'New articles' })).toBeVisible();
    host.mend();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
    await expect(alert).toBeHidden();
  });
}

test('a text that is not the one named is not shown', async ({ page, host }) => {
  await open(page, `${host.url}news/energy/`);
  host.break(/parts\//, text(200, 'application/json', '{"blocks":[{"paragraph":["Somebody else wrote this."]}]}'));
  await page.getByRole('main').getByRole('link', { name: 'A molecule goes to Italy' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This text is not the one that the edition names.');
  await expect(page.getByText('Somebody else wrote this.')).toBeHidden();
  host.mend();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
});

test('a text on its way has a shape', async ({ page, host }) => {
  await open(page, `${host.url}news/energy/`);
  host.break(/parts\//, faults.hanging);
  await page.getByRole('main').getByRole('link', { name: 'A molecule goes to Italy' }).click();
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible();
  // The reader need not wait for it.
  host.mend();
  await page.getByRole('complementary', { name: 'New articles' }).getByRole('link', { name: 'How to save a finite thing' }).click();
  await expect(heading(page)).toHaveText('How to save a finite thing');
  await expect(page.getByRole('table')).toBeVisible();
});

test('a text that is on the page stays when its part fails', async ({ page, host }) => {
  host.break(/parts\//, faults.missing);
  await page.goto(`${host.url}${ARTICLE.slice(1)}`);
  await expect(page.locator('html')).toHaveAttribute('data-app', /ready|failed/);
  await expect(heading(page)).toHaveText('A molecule goes to Italy');
  await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
});

test.describe('without WebAssembly', () => {
  test.use({ expectedFaults: [/WebAssembly/] });

  test('the text is readable and leads on', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
    await page.goto(ARTICLE);
    await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
    await page.getByRole('link', { name: 'Earlier The falling sea' }).click();
    await expect(heading(page)).toHaveText('The falling sea');
  });
});

for (const [name, allowed] of [
  ['forbids WebAssembly', "script-src 'self' 'unsafe-inline'"],
  ['forbids every script', "script-src 'none'"],
]) {
  test.describe(`a server whose policy ${name}`, () => {
    test.use({ expectedFaults: [/WebAssembly|Content Security Policy/] });

    test('leaves the text readable, and it leads on', async ({ page }) => {
      await ruled(page, allowed);
      await page.goto(ARTICLE);
      await expect(heading(page)).toHaveText('A molecule goes to Italy');
      await expect(page.getByText('Methane is a carbon atom')).toBeVisible();
      await page.getByRole('link', { name: 'Earlier The falling sea' }).click();
      await expect(heading(page)).toHaveText('The falling sea');
      await page.waitForLoadState('networkidle');
      await expect(page.locator('html')).not.toHaveAttribute('data-app', 'ready');
    });
  });
}

test('a server whose policy allows what the app needs is no hindrance', async ({ page }) => {
  await ruled(page, "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'");
  await open(page, ARTICLE);
});

for (const type of ['text/plain', 'application/octet-stream']) {
  test(`a program that is served as ${type} starts all the same`, async ({ page }) => {
    const warnings: string[] = [];
    page.on('console', message => message.type() === 'warning' && warnings.push(message.text()));
    await page.route('**/*.wasm', async route => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': type } });
    });
    await open(page, ARTICLE);
    expect(warnings.join()).toContain('does not serve Wasm with `application/wasm`');
    await page.getByRole('button', { name: 'Text and colours' }).click();
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeVisible();
  });
}

test('a clock that is wrong by decades spoils nothing', async ({ page }) => {
  for (const time of ['1970-01-01T00:00:00Z', '2199-12-31T23:59:59Z']) {
    await page.clock.setFixedTime(time);
    await open(page, ARTICLE);
    await expect(page.getByRole('region', { name: 'Your privacy' })).toBeHidden();
    await expect(page.getByText('14 October 2025')).toBeVisible();
    await expect(page.getByText(/NaN|Invalid/)).toHaveCount(0);
  }
});
