// A site that pins a key: only an edition that is signed with it is shown.

import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Sites, answered, expect, heading, open, ready, test, visit } from '../support/app';
import { gazetPath } from '../support/server.mjs';

test.beforeEach(({ context }) => answered(context));

const gazet = (...args: string[]): Promise<unknown> => promisify(execFile)(gazetPath(), args);

/** The default edition, signed, and the secret key. */
async function signed(sites: Sites, folder: string, change?: (title: string) => string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const key = join(folder, 'secret.key');
  await gazet('keygen', '--secret', key, '--public', join(folder, 'public.key'), '--no-password').catch(() => {});
  return sites.build(
    edition => {
      const [first] = edition.articles;
      if (change && first) first.title = change(first.title);
    },
    '/',
    undefined,
    ['--key', key, '--no-search'],
  );
}

/** Changes a letter of the edition as a thief of the host would. */
async function forge(site: string): Promise<void> {
  const front = join(site, 'bundle.json');
  const text = await readFile(front, 'utf8');
  const forged = text.replace('"title":"', '"title":"FORGED ');
  expect(forged).not.toBe(text);
  // Whole at every moment, and a file of its own: builds share theirs.
  await writeFile(`${front}.new`, forged);
  await rename(`${front}.new`, front);
}

test('the edition is shown with who signed it', async ({ page, sites }, info) => {
  const server = await sites.serve(await signed(sites, info.outputDir));
  await open(page, server.url);
  const key = await readFile(join(info.outputDir, 'public.key'), 'utf8');
  const id = /[0-9A-F]{16}/.exec(key)?.[0];
  expect(id).toBeTruthy();
  await expect(page.getByRole('contentinfo').getByText(`Signed by the publisher with the key ${id}`)).toBeVisible();
});

test('a forged edition is not shown on a first visit', async ({ page, sites }, info) => {
  const site = await signed(sites, info.outputDir);
  await forge(site);
  const server = await sites.serve(site);
  await page.goto(server.url);
  await ready(page);
  await expect(page.getByRole('alert')).toContainText('This edition is not signed by the publisher of this paper, so it is not shown.');
  await expect(page.getByText(/FORGED/)).toHaveCount(0);
});

test.describe('under the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a forged edition does not replace the last good one, and a good one does', async ({ page, sites }, info) => {
    const site = await signed(sites, info.outputDir);
    const server = await sites.serve(site);
    await visit(page, server.url);
    await expect(page.getByRole('contentinfo').getByText(/^Signed by the publisher/)).toBeVisible();
    await forge(site);
    await open(page, server.url);
    await expect(page.getByText(/^The new edition is not signed by the publisher of this paper\. You are reading the edition of /)).toBeVisible();
    await expect(page.getByRole('contentinfo').getByText(/^Signed by the publisher/)).toBeVisible();
    await expect(page.getByText(/FORGED/)).toHaveCount(0);

    // Nor without a network.
    await server.stop();
    await open(page, server.url);
    await expect(page.getByText(/^There is no connection\./)).toBeVisible();
    await expect(page.getByText(/FORGED/)).toHaveCount(0);

    await sites.replace(server, await signed(sites, info.outputDir, title => `${title}, once more`));
    await open(page, server.url);
    await expect(page.getByText(/, once more$/).first()).toBeVisible();
    await expect(page.getByText(/not signed/)).toHaveCount(0);
  });
});

test('an edition of another key is refused', async ({ page, sites }, info) => {
  const site = await signed(sites, info.outputDir);
  const other = join(info.outputDir, 'other.key');
  await gazet('keygen', '--secret', other, '--public', join(info.outputDir, 'other.pub'), '--no-password');
  const copy = join(info.outputDir, 'bundle.json');
  await writeFile(copy, await readFile(join(site, 'bundle.json')));
  await gazet('sign', copy, '--key', other);
  await writeFile(join(site, 'bundle.json.minisig'), await readFile(`${copy}.minisig`));
  const server = await sites.serve(site);
  await page.goto(server.url);
  await expect(page.getByRole('alert')).toContainText('This edition is not signed by the publisher');
  await expect(heading(page)).toHaveText('This page did not load');
});
