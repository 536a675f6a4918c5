// The running app, as the journeys meet it.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Locator, type Page } from '@playwright/test';
import { publish } from './publish';
import { Server } from './server.mjs';
import { test as base, expect } from './site';

export { expect };

/** Most journeys are made without a service worker: what it does for a reader
 * is a journey of its own, and storing the paper costs each test seconds. */
export const test = base.extend<{ sites: Sites }>({
  serviceWorkers: 'block',
  sites: async ({}, use) => {
    const sites = new Sites();
    await use(sites);
    await sites.close();
  },
});

/** An article with a table, notes, neighbours and an update. */
export const ARTICLE = '/article/gas-shah-deniz-to-italy/';

/** Waits until the app stands in the place of the snapshot. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-app', 'ready', { timeout: 30_000 });
}

/** Goes to an address and waits for the app. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

/** Visits once, and again under the service worker. */
export async function visit(page: Page, path = '/'): Promise<void> {
  await install(page, path);
  await again(page);
}

/** Visits for the first time: the worker is there, but not of this page. */
export async function install(page: Page, path = '/'): Promise<void> {
  await open(page, path);
  // What installs has stored the shell and the edition.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise<void>(done =>
      active?.addEventListener('statechange', () => active.state === 'activated' && done()),
    );
  });
}

/** Loads the page anew, under the worker. */
export async function again(page: Page): Promise<void> {
  await page.reload();
  await ready(page);
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
}

/** The heading of the page. */
export function heading(page: Page): Locator {
  return page.getByRole('main').getByRole('heading', { level: 1 });
}

/** A reader who answered before: every page of the context finds the receipt
 * of a refusal, or of `choice`. */
export async function answered(
  context: BrowserContext,
  choice: { history?: boolean; embeds?: boolean } = {},
): Promise<void> {
  const { history = false, embeds = false } = choice;
  const data = { version: 1, at: '2026-01-05T10:00:00+04:00', history, embeds };
  await context.addInitScript(receipt => {
    // The empty page before the first one has no storage, nor has a frame of
    // another site. A choice that a test makes later stays.
    if (!location.protocol.startsWith('http') || window !== top) return;
    if (!localStorage.getItem('gazet:consent')) localStorage.setItem('gazet:consent', receipt);
  }, JSON.stringify({ v: 1, data }));
}

/** What lies in the storage of the page, by key. */
export function stored(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => ({ ...localStorage }));
}

/** How far the page is scrolled, in whole CSS pixels. */
export function scrolled(page: Page): Promise<number> {
  return page.evaluate(() => Math.round(scrollY));
}

/** Scrolls at once, as far as the page goes. */
export async function scrollTo(page: Page, top: number): Promise<void> {
  await page.evaluate(top => window.scrollTo({ top, behavior: 'instant' }), top);
}

/** A property of an element as the browser computed it. */
export function computed(element: Locator, property: string): Promise<string> {
  return element.evaluate(
    (node, property) => getComputedStyle(node).getPropertyValue(property),
    property,
  );
}

/** The document that the default edition is built of. */
export type Edition = {
  site: { language: string; policy_version: number };
  articles: { slug: string; title: string; body: { inline: { blocks: object[]; related?: string[] } } }[];
};

/** Sites made for one test; gone when it ends. */
export class Sites {
  #folders: string[] = [];
  #servers: Server[] = [];

  /** Builds the default edition after a change; answers with the folder. */
  async build(
    change: (edition: Edition) => void = () => {},
    basePath = '/',
    front?: number,
    more: string[] = [],
  ): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'gazet-'));
    this.#folders.push(folder);
    const bundle = join(folder, 'edition');
    await cp(process.env.GAZET_EDITION ?? 'target/edition', bundle, { recursive: true });
    const document = join(bundle, 'bundle.json');
    const edition = JSON.parse(await readFile(document, 'utf8'));
    change(edition);
    await writeFile(document, JSON.stringify(edition));
    const out = join(folder, 'site');
    await publish({ out, bundle, basePath, front, more });
    return out;
  }

  /** Serves a folder. */
  async serve(folder: string): Promise<Server> {
    const server = new Server(folder);
    this.#servers.push(server);
    await server.start();
    return server;
  }

  /** Serves another folder at the same address. */
  async replace(server: Server, folder: string): Promise<void> {
    await server.stop();
    server.folder = folder;
    await server.start();
  }

  /** Stops and removes everything. */
  async close(): Promise<void> {
    await Promise.all(this.#servers.map(server => server.stop()));
    await Promise.all(this.#folders.map(folder => rm(folder, { recursive: true, force: true })));
  }
}
