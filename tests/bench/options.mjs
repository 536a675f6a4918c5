// What the bench was asked for.

import { parseArgs } from 'node:util';

const USAGE = 'usage: cargo xtask bench [--runs N] [--json] [--check]';

/** Reads the command line; throws a sentence when it is not understood. */
export function options(argv = process.argv.slice(2)) {
  const { values } = parseArgs({
    args: argv,
    options: {
      runs: { type: 'string', default: '7' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      article: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: ${USAGE}`);
  return { ...values, runs };
}
