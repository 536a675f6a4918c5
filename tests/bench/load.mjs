// `cargo xtask bench load`: what much of everything costs a reader: a whole
// edition kept offline, a long sitting, full lists, a start without a network.

import { chromium } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_ARGS, chromiumPath } from '../support/chromium.mjs';
import { Server } from '../support/server.mjs';
import { readEdition } from './edition.mjs';
import { growth } from './growth.mjs';
import { median } from './stats.mjs';

/** Articles of a long sitting. */
const SITTING = 200;

/** Starts of each kind; the medians are told. */
const RUNS = 7;

/** Saved articles, and articles read, of a reader of many years. */
const MANY = { bookmarks: 1_000, history: 10_000 };
const FEW = { bookmarks: 10, history: 10 };

/** How long the whole edition may take, in milliseconds. */
const KEEP_MS = 600_000;

/** By how much memory may grow over the articles of one sitting, in MB: bodies
 * that are kept are twelve, so that more articles are no reason for more. */
const GROWTH_MB = 4;

const MB = 2 ** 20;
const progress = text => process.stderr.isTTY && process.stderr.write(`\x1b[2K\r${text}`);

/** Runs `use` with a context of a reader who said yes to a history. */
async function reading(serviceWorkers, use) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
  try {
    const context = await browser.newContext({ serviceWorkers });
    await context.addInitScript(() => {
      const data = { version: 1, at: '2026-01-05T10:00:00+04:00', history: true, embeds: false };
      if (location.protocol.startsWith('http')) localStorage.setItem('gazet:consent', JSON.stringify({ v: 1, data }));
      addEventListener('DOMContentLoaded', () => {
        const root = document.documentElement;
        const look = () => {
          if (root.dataset.app !== 'ready') return requestAnimationFrame(look);
          // A frame later it has been laid out.
          return requestAnimationFrame(() => (window.__ready = performance.now()));
        };
        look();
      });
    });
    return await use(context);
  } finally {
    await browser.close();
  }
}

/** Opens an address in a page of its own; milliseconds until the app stands. */
async function start(context, url) {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.__ready > 0, null, { timeout: 60_000 });
  const milliseconds = await page.evaluate(() => window.__ready);
  return { page, milliseconds };
}

/** The median of some starts. */
async function starts(context, url) {
  const all = [];
  for (let run = 0; run < RUNS; run += 1) {
    progress(`start ${run + 1}/${RUNS} of ${url}`);
    const { page, milliseconds } = await start(context, url);
    all.push(milliseconds);
    // The worker tidies up once the page is at rest.
    await page.waitForTimeout(500);
    await page.close();
  }
  return median(all);
}

/** Visits until the service worker answers. */
async function underWorker(context, url) {
  const { page } = await start(context, url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(4_000);
  await page.close();
}

/** Seconds and megabytes of keeping the whole edition by the Storage page. */
async function keep(server) {
  return reading('allow', async context => {
    await underWorker(context, server.url);
    const { page } = await start(context, `${server.url}storage/`);
    const button = page.getByRole('button', { name: 'Keep: The whole edition', exact: true });
    await button.waitFor();
    progress('keeping the whole edition');
    const begin = Date.now();
    await button.click();
    await page.getByText('“The whole edition” is kept for reading offline.').waitFor({ timeout: KEEP_MS });
    const seconds = (Date.now() - begin) / 1000;
    const [files, bytes] = await page.evaluate(async () => {
      const cache = await caches.open('gazet-kept');
      let bytes = 0;
      const keys = await cache.keys();
      for (const key of keys) bytes += (await (await cache.match(key)).blob()).size;
      return [keys.length, bytes];
    });
    return { seconds, files, megabytes: bytes / MB };
  });
}

/** Milliseconds of a start under the worker, with a server and without. */
async function offline(server) {
  return reading('allow', async context => {
    await underWorker(context, server.url);
    const online = await starts(context, server.url);
    await server.stop();
    const without = await starts(context, server.url);
    await server.start();
    return { online, offline: without, ratio: without / online };
  });
}

/** Milliseconds of the Saved page with so much in the storage. */
async function saved(server, articles, { bookmarks, history }) {
  return reading('block', async context => {
    const { page } = await start(context, server.url);
    const lists = Array.from({ length: Math.max(bookmarks, history) }, (_, at) => articles[at] ?? `gone-${at}`);
    await page.evaluate(
      ([slugs, bookmarks, history]) => {
        slugs.slice(0, bookmarks).forEach((slug, at) => {
          const data = { id: slug, slug, title: `Saved ${slug}`, section: 'news', added: 1_760_000_000 + at };
          localStorage.setItem(`gazet:bookmark:${slug}`, JSON.stringify({ v: 1, data }));
        });
        const data = slugs.slice(0, history).map((slug, at) => [slug, 1_760_000_000 + at]);
        localStorage.setItem('gazet:history', JSON.stringify({ v: 1, data }));
      },
      [lists, bookmarks, history],
    );
    await page.close();
    const milliseconds = await starts(context, `${server.url}saved/`);
    const shown = await start(context, `${server.url}saved/`);
    const items = await shown.page.getByRole('main').getByRole('listitem').getByRole('heading').count();
    if (items !== bookmarks) throw new Error(`the Saved page shows ${items} of ${bookmarks}`);
    return { ...{ bookmarks, history }, milliseconds };
  });
}

/** The beginning of the first paragraph of an article, from its page. */
function opening(html) {
  const paragraph = /<div class="prose[^>]*>[^]*?<p[^>]*>([^]*?)<\/p>/.exec(html)?.[1] ?? '';
  const text = paragraph
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|#x27);/g, entity => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' })[entity] ?? "'");
  return text.replace(/\s+/g, ' ').trim().slice(0, 40);
}

/** Memory after a long sitting. */
function sitting(server, site, slugs) {
  const known = slug => ({
    url: `${server.url}article/${slug}/`,
    mark: { selector: 'main p', text: opening(readFileSync(join(site, 'article', slug, 'index.html'), 'utf8')) },
  });
  const front = { url: server.url, mark: { selector: 'main a[href*="/article/"]', text: '' } };
  const articles = slugs.slice(0, SITTING).map(known).filter(({ mark }) => mark.text !== '');
  return growth(front, articles, progress);
}

async function main() {
  const site = process.env.GAZET_SITE ?? 'site';
  const slugs = readdirSync(join(site, 'article')).sort();
  const server = new Server(site);
  await server.start();
  try {
    const results = {
      site: readEdition(site).site.title,
      articles: slugs.length,
      keep: await keep(server),
      start: await offline(server),
      few: await saved(server, slugs, FEW),
      many: await saved(server, slugs, MANY),
      sitting: await sitting(server, site, slugs),
    };
    progress('');
    print(results);
    const grown = results.sitting.afterMB - results.sitting.beforeMB;
    if (grown > GROWTH_MB) {
      console.error(`memory grew by ${grown.toFixed(2)} MB; the limit is ${GROWTH_MB}`);
      process.exitCode = 1;
    }
  } finally {
    await server.stop();
  }
}

function print(results) {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(results));
    return;
  }
  const { keep, start, few, many, sitting } = results;
  console.log(`${results.site}, ${results.articles} articles`);
  console.log(`keeping it all: ${keep.seconds.toFixed(1)} s, ${keep.files} files, ${keep.megabytes.toFixed(1)} MB`);
  console.log(
    `start under the worker: ${start.online.toFixed(0)} ms, without a server ${start.offline.toFixed(0)} ms, x ${start.ratio.toFixed(2)}`,
  );
  for (const { bookmarks, history, milliseconds } of [few, many]) {
    console.log(`Saved page, ${bookmarks} saved and ${history} read: ${milliseconds.toFixed(0)} ms`);
  }
  console.log(
    `memory: ${sitting.beforeMB.toFixed(2)} MB before, ${sitting.afterMB.toFixed(2)} MB after ${sitting.articles} articles`,
  );
}

await main();
