// What reading costs in memory: many articles, one after another, in one tab.

import { memory, withContext } from './visit.mjs';
import { probe } from './probe.mjs';

/** How many articles a long sitting has. */
export const ARTICLES = 45;

/** How long an article may take to appear, in milliseconds. */
const DEADLINE_MS = 15_000;

/**
 * Opens articles by links inside the app, and gives the memory on the front
 * page before and after, in MB.
 */
export function growth(front, articles, progress) {
  return withContext('block', async context => {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.addInitScript(probe, front.mark);
    await page.goto(front.url);
    await page.waitForFunction(() => window.__bench.shown > 0);
    // What is loaded once, for every article, is not growth.
    await open(page, articles[0]);
    await open(page, front);
    const before = await memory(page, session);
    for (const [index, article] of articles.entries()) {
      progress(`article ${index + 1}/${articles.length}`);
      await open(page, article);
    }
    await open(page, front);
    const after = await memory(page, session);
    return {
      articles: articles.length,
      beforeMB: before.memoryMB,
      afterMB: after.memoryMB,
      growthMB: after.memoryMB - before.memoryMB,
      heapGrowthMB: after.heapMB - before.heapMB,
      wasmGrowthMB: after.wasmMB - before.wasmMB,
    };
  });
}

/** Follows a link as a reader would, without loading the document anew. */
async function open(page, { url, mark }) {
  await page.evaluate(address => {
    window.__sameDocument = true;
    const link = document.body.appendChild(document.createElement('a'));
    link.href = address;
    link.click();
    link.remove();
  }, url);
  const arrived = ({ selector, text, address }) =>
    location.href === address &&
    [...document.querySelectorAll(selector)].some(element => {
      const words = element.textContent.replace(/\s+/g, ' ').trim();
      return words !== '' && words.startsWith(text);
    });
  await page.waitForFunction(arrived, { ...mark, address: url }, { timeout: DEADLINE_MS });
  const same = await page.evaluate(() => window.__sameDocument === true);
  if (!same) throw new Error(`${url} was loaded as a new document, so its memory says nothing`);
}
