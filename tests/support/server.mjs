// `gazet serve`, started and stopped by a test.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long the server may take to say its address, in milliseconds. */
const START_MS = 15_000;

/** How long it may take to end before it is killed, in milliseconds. */
const STOP_MS = 3_000;

/** The publisher's program, as `cargo xtask` built it. */
export function gazetPath() {
  return process.env.GAZET_BIN ?? 'target/debug/gazet';
}

/** A folder served on this machine; it can be stopped and started again. */
export class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #port = 0;

  /** @param {string} folder the site to serve */
  constructor(folder) {
    this.folder = folder;
    this.url = '';
  }

  /** Whether requests are answered. */
  get running() {
    return this.#child !== undefined;
  }

  /** Starts it; after a stop, on the same port, so that the origin lasts. */
  async start() {
    if (this.running) return;
    const args = ['serve', this.folder, '--port', String(this.#port)];
    const child = spawn(gazetPath(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.url = await address(child);
    this.#port = Number(new URL(this.url).port);
    this.#child = child;
  }

  /** Cuts the network: Chromium's offline mode does not reach the requests
   * of a service worker, an ended server does. */
  async stop() {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  }
}

/** The address that a server prints.
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<string>} */
function address(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (/** @type {string} */ reason) => {
      child.kill('SIGKILL');
      reject(new Error(`gazet serve ${reason}${said ? `; it said: ${said.trim()}` : ''}`));
    };
    const late = setTimeout(() => fail(`named no address in ${START_MS} ms`), START_MS);
    const listen = (/** @type {string} */ chunk) => {
      said += chunk;
      const found = /http:\/\/[^\s]+(?=\s)/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('error', error => fail(`did not start: ${error.message}`));
    child.once('exit', code => {
      clearTimeout(late);
      fail(`ended with code ${code}`);
    });
  });
}
