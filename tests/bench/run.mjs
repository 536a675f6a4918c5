// `cargo xtask bench`: the site beside a plain page of the same article, on a
// phone's network and processor.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from '../support/server.mjs';
import { verdicts } from './budgets.mjs';
import { compare } from './compare.mjs';
import { opening, readBody, readEdition, typicalArticle } from './edition.mjs';
import { ARTICLES, growth } from './growth.mjs';
import { options } from './options.mjs';
import { plainPage } from './plain.mjs';
import { table, verdictTable } from './report.mjs';

/** Paragraphs of a body; the front page is known by a link to an article. */
const PARAGRAPH = 'main p';
const STORY = 'main a[href*="/article/"]';

const progress = text => process.stderr.isTTY && process.stderr.write(`\x1b[2K\r${text}`);

async function main() {
  const asked = options();
  const site = process.env.GAZET_SITE ?? 'site';
  const edition = readEdition(site);
  const article = typicalArticle(edition, asked.article);
  const folder = mkdtempSync(join(tmpdir(), 'gazet-bench-'));
  const server = new Server(folder);
  try {
    // The same server serves both, so it is no part of the difference.
    cpSync(site, folder, { recursive: true });
    const body = readBody(site, article);
    for (const [name, text] of Object.entries(plainPage(article, body, edition.site.language))) {
      writeFileSync(join(folder, name), text);
    }
    await server.start();
    const results = await measure({ site, edition, article, body, url: server.url, asked });
    print(results, asked);
    if (asked.check && results.verdicts.some(verdict => !verdict.ok)) process.exitCode = 1;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure({ site, edition, article, body, url, asked }) {
  const known = (slug, blocks) => ({
    url: `${url}article/${slug}/`,
    mark: { selector: PARAGRAPH, text: opening(blocks) },
  });
  const front = { name: 'front', url, mark: { selector: STORY, text: '' } };
  const shown = { name: 'article', ...known(article.slug, body) };
  const plain = { name: 'plain', url: `${url}plain.html`, mark: shown.mark };
  const pages = [plain, shown, front];
  const { runs } = asked;
  const results = {
    article: article.slug,
    runs,
    sizes: process.env.GAZET_SIZES && JSON.parse(readFileSync(process.env.GAZET_SIZES, 'utf8')),
    cold: await compare(pages, { runs, warm: false, baseline: 'plain', progress }),
    warm: await compare(pages, { runs, warm: true, baseline: 'plain', progress }),
    growth: await growth(
      front,
      edition.articles.slice(0, ARTICLES).map(one => known(one.slug, readBody(site, one))),
      progress,
    ),
  };
  progress('');
  return { ...results, verdicts: verdicts(results) };
}

function print(results, { json }) {
  if (json) {
    console.log(JSON.stringify(results, null, 2));
    return;
  }
  const { article, runs, cold, warm, growth: grown } = results;
  console.log(`\n"${article}", medians of ${runs}: 1.6 Mbit/s, 150 ms, 4x slower processor, 412x823\n`);
  console.log(`${table('cold', cold, 'plain')}\n\n${table('warm', warm, 'plain')}\n`);
  const { beforeMB, afterMB, articles } = grown;
  console.log(
    `memory on the front page: ${beforeMB.toFixed(2)} MB before, ${afterMB.toFixed(2)} MB after ${articles} articles\n`,
  );
  console.log(verdictTable(results.verdicts));
}

await main();
