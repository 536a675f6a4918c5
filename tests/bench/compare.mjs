// Pages measured in turn: what slows the machine down slows all of them.

import { medians, range } from './stats.mjs';
import { visit } from './visit.mjs';

/**
 * Visits each page `runs` times, A B C A B C ..., and gives for each its
 * medians, the range of the time to content, and the ratios to `baseline`.
 */
export async function compare(pages, { runs, warm, baseline, progress }) {
  const visits = new Map(pages.map(page => [page.name, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const page of pages) {
      progress(`${warm ? 'warm' : 'cold'} ${run}/${runs} ${page.name}`);
      visits.get(page.name).push(await visit(page, warm));
    }
  }
  const base = medians(visits.get(baseline));
  return Object.fromEntries(
    [...visits].map(([name, all]) => {
      const numbers = medians(all);
      const shownRange = range(all.map(one => one.shown));
      return [name, { ...numbers, shownRange, ratio: ratios(numbers, base) }];
    }),
  );
}

const COMPARED = ['firstPaint', 'largestPaint', 'shown', 'wireKB', 'requests', 'memoryMB'];

/** A against B; nothing against nothing is no ratio. */
function ratios(numbers, base) {
  const known = COMPARED.filter(key => base[key] > 0);
  return Object.fromEntries(known.map(key => [key, numbers[key] / base[key]]));
}
