// A host that is stricter than the paper asks for.

import { type Page } from '@playwright/test';
import { ARTICLE, answered, expect, heading, open, test } from '../support/app';

test.beforeEach(({ context }) => answered(context));

/** Puts a policy of the server before that of the page. */
async function ruled(page: Page, policy: string): Promise<void> {
  await page.route('**/*', async route => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
}

test.describe('a server that enforces Trusted Types', () => {
  test.use({ expectedFaults: [/Trusted/] });

  test('does not keep the app from starting', async ({ page }) => {
    await ruled(page, "require-trusted-types-for 'script'; trusted-types 'none'");
    const samples: string[] = [];
    await page.exposeFunction('violated', (sample: string) => samples.push(sample));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ sample }) =>
        (window as unknown as { violated(sample: string): void }).violated(sample)),
    );
    await open(page, ARTICLE);
    await page.getByRole('link', { name: 'Earlier The falling sea' }).click();
    await expect(heading(page)).toHaveText('The falling sea');
    // The structured data of the head stays as it was, and no worker is registered.
    const known = /^(HTMLScriptElement textContent|ServiceWorkerContainer register|gazet$)/;
    for (const sample of samples) expect(sample).toMatch(known);
  });
});

