// Other sites than the default one: under a sub-path, or of another bundle.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gazetPath } from './server.mjs';

type Options = {
  /** Where the site is written. */
  out: string;
  /** The bundle; the default edition when absent. */
  bundle?: string;
  /** The path that the site lives under. */
  basePath?: string;
  /** Articles in the front document. */
  front?: number;
  /** Other options of `gazet build`. */
  more?: string[];
};

/** Runs `gazet build`; rejects with what it said when it fails. */
export async function publish({ out, bundle, basePath = '/', front, more = [] }: Options): Promise<void> {
  const edition = bundle ?? process.env.GAZET_EDITION ?? 'target/edition';
  const app = process.env.GAZET_APP ?? 'dist';
  const args = ['build', edition, '--app', app, '--out', out, '--base-path', basePath, ...more];
  if (front !== undefined) args.push('--front-articles', String(front));
  await promisify(execFile)(gazetPath(), args);
}
