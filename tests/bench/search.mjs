// `cargo xtask bench publisher`: what a search of the full text costs on a
// phone's network and processor, the first time and the next.

import { Server } from '../support/server.mjs';
import { readBody, readEdition, plainText } from './edition.mjs';
import { throttle, watchNetwork, withContext } from './visit.mjs';

/** How long an answer may take, in milliseconds. */
const DEADLINE_MS = 60_000;

/** Shorter words are in too many texts to be looked for. */
const LETTERS = 7;

/** Two words of an article in the middle of the edition, apart from its title. */
function words(site) {
  const { articles } = readEdition(site);
  const article = articles[articles.length >> 1];
  const title = article.title.toLowerCase();
  const texts = readBody(site, article).blocks.flatMap(({ paragraph }) => (paragraph ? [plainText(paragraph)] : []));
  const found = texts.join(' ').toLowerCase().match(/\p{L}+/gu) ?? [];
  const long = [...new Set(found)].filter(word => word.length >= LETTERS && !title.includes(word));
  if (long.length < 2) throw new Error(`${article.slug} has no two words of ${LETTERS} letters to look for`);
  return [long[0], long.at(-1)];
}

/** Types a word and waits until the full text has answered. */
async function search(page, session, word) {
  const network = watchNetwork(page, session);
  const field = page.getByRole('searchbox', { name: 'Search the paper' });
  await field.fill('');
  await page.getByText(/by full text/).waitFor({ state: 'detached', timeout: DEADLINE_MS });
  const milliseconds = await page.evaluate(
    ([value, deadline]) =>
      new Promise((resolve, reject) => {
        const input = document.querySelector('input[type=search]');
        const start = performance.now();
        const look = () => {
          const answer = document.querySelector('main').textContent;
          if (/[1-9]\d* (articles? )?by full text/.test(answer)) return resolve(performance.now() - start);
          if (performance.now() - start > deadline) return reject(new Error(`no answer for ${value}`));
          return requestAnimationFrame(look);
        };
        input.value = value;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        requestAnimationFrame(look);
      }),
    [word, DEADLINE_MS],
  );
  await network.quiet();
  const { wireKB, requests } = network.totals();
  return { word, milliseconds, wireKB, requests };
}

async function main() {
  const site = process.env.GAZET_SITE ?? 'site';
  const server = new Server(site);
  await server.start();
  try {
    const [first, later] = words(site);
    const result = await withContext('block', async context => {
      const page = await context.newPage();
      const session = await throttle(await context.newCDPSession(page));
      await page.goto(`${server.url}search/`);
      await page.getByRole('button', { name: 'Reject' }).click();
      await page.waitForTimeout(1_000);
      const one = await search(page, session, first);
      return { first: one, later: await search(page, session, later) };
    });
    console.log(JSON.stringify(result));
  } finally {
    await server.stop();
  }
}

await main();
