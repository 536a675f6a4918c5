// The results for people.

const COLUMNS = [
  ['first paint', 'firstPaint', 'ms', 0],
  ['largest', 'largestPaint', 'ms', 0],
  ['on screen', 'shown', 'ms', 0],
  ['blocking', 'blocking', 'ms', 0],
  ['shift', 'layoutShift', '', 3],
  ['on the wire', 'wireKB', 'KiB', 1],
  ['requests', 'requests', '', 0],
  ['heap', 'heapMB', 'MB', 1],
  ['wasm', 'wasmMB', 'MB', 1],
];

/** A table of a set of pages: a row of medians for each, a row of ratios. */
export function table(title, pages, baseline) {
  const name = text => text.padEnd(22);
  const cell = text => text.padStart(13);
  const lines = [`${name(title)}${COLUMNS.map(([heading]) => cell(heading)).join('')}`];
  for (const [page, numbers] of Object.entries(pages)) {
    const cells = COLUMNS.map(([, key, unit, digits]) =>
      cell(`${numbers[key].toFixed(digits)} ${unit}`.trim()),
    );
    lines.push(name(page) + cells.join(''));
    if (page === baseline) continue;
    const ratios = COLUMNS.map(([, key]) => {
      const ratio = numbers.ratio[key];
      return cell(ratio === undefined ? '' : `x ${ratio.toFixed(2)}`);
    });
    lines.push(name(`  to ${baseline}`) + ratios.join(''));
  }
  return lines.join('\n');
}

/** The limits, kept or broken. */
export function verdictTable(verdicts) {
  return verdicts
    .map(({ what, limit, value, ok }) => {
      const verdict = ok ? 'ok' : 'TOO MUCH';
      return `${what}: ${value.toFixed(3)} of ${limit}, ${verdict}`;
    })
    .join('\n');
}
