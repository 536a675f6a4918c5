// Editions in one file, as `gazet pack` writes them.

import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Locator, type Page } from '@playwright/test';
import { type Sites } from './app';
import { gazetPath } from './server.mjs';

/** Runs the publisher's program. */
export const gazet = (...args: string[]): Promise<unknown> => promisify(execFile)(gazetPath(), args);

/** Another paper in one file. */
export async function pack(sites: Sites, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const site = await sites.build(edition => {
    (edition.site as unknown as { title: string }).title = 'The Other Paper';
  });
  const file = join(folder, 'other.gazet');
  await gazet('pack', site, '--out', file);
  return file;
}

/** Chooses a file on the Storage page. */
export async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('Choose a file').setInputFiles(file);
}

/** The line that says which file is open. */
export const bar = (page: Page): Locator =>
  page.getByText('This edition was opened from the file “other.gazet”. It is not from this site.');
