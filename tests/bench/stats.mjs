// Numbers of many visits made into one.

/** The median; of an even count, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The smallest and the largest. */
export function range(values) {
  return [Math.min(...values), Math.max(...values)];
}

/** The median of each number that the visits have in common. */
export function medians(visits) {
  const numeric = Object.keys(visits[0]).filter(key => typeof visits[0][key] === 'number');
  return Object.fromEntries(numeric.map(key => [key, median(visits.map(visit => visit[key]))]));
}
