// `cargo xtask bench lighthouse`: scores on a phone and on a desk.

import { createServer } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { CHROMIUM_ARGS, chromiumPath } from '../../support/chromium.mjs';
import { Server } from '../../support/server.mjs';
import { readEdition, typicalArticle } from '../edition.mjs';
import { options } from '../options.mjs';

/** What must be perfect; speed is measured by the rest of the bench. */
const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

/** The score asked for in each of them. */
const PERFECT = 100;

async function main() {
  const asked = options();
  const site = process.env.GAZET_SITE ?? 'site';
  const server = new Server(site);
  await server.start();
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`],
  });
  const results = [];
  try {
    for (const [page, url] of pages(server.url, readEdition(site), asked.article)) {
      for (const [device, config] of [['mobile', undefined], ['desktop', desktop]]) {
        results.push({ page, device, ...(await audit(url, config, port)) });
        if (!asked.json) console.log(line(results.at(-1)));
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  if (asked.json) console.log(JSON.stringify(results, null, 2));
  const perfect = results.every(({ scores }) => Object.values(scores).every(one => one === PERFECT));
  if (asked.check && !perfect) process.exitCode = 1;
}

/** A port on which Lighthouse talks to the browser. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A page of each kind. */
function pages(url, edition, slug) {
  return [
    ['front', url],
    ['section', `${url}${edition.sections[0].path}/`],
    ['article', `${url}article/${typicalArticle(edition, slug).slug}/`],
  ];
}

async function audit(url, config, port) {
  const flags = { port, onlyCategories: CATEGORIES, logLevel: 'error' };
  const { lhr } = await lighthouse(url, flags, config);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = CATEGORIES.map(id => [id, Math.round((lhr.categories[id].score ?? 0) * 100)]);
  const failed = CATEGORIES.flatMap(id => lhr.categories[id].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
    .map(({ id }) => `${id}: ${lhr.audits[id].title}`);
  return { scores: Object.fromEntries(scores), failed };
}

function line({ page, device, scores, failed }) {
  const numbers = CATEGORIES.map(id => `${id} ${scores[id]}`).join(', ');
  return [`${page}, ${device}: ${numbers}`, ...failed.map(one => `  ${one}`)].join('\n');
}

await main();
