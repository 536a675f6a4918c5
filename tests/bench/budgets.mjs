// The limits that `cargo xtask bench --check` holds the site to.

const LIMITS = [
  {
    what: 'article on screen, cold, against plain HTML',
    limit: 2.0,
    of: ({ cold }) => cold.article.ratio.shown,
  },
  { what: 'layout shift, article', limit: 0.02, of: ({ cold }) => cold.article.layoutShift },
  { what: 'layout shift, front page', limit: 0.02, of: ({ cold }) => cold.front.layoutShift },
  {
    what: 'heap and wasm memory on the front page, MB',
    limit: 8,
    of: ({ cold }) => cold.front.memoryMB,
  },
  { what: 'growth after 45 articles, MB', limit: 4, of: ({ growth }) => growth.growthMB },
];

/** Each limit with the value that was measured. */
export function verdicts(results) {
  return LIMITS.map(({ what, limit, of }) => {
    const value = of(results);
    return { what, limit, value, ok: value <= limit };
  });
}
