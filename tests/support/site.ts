// What every journey starts from: a server of its own for each worker, and a
// page that may not fault unseen.

import { test as base, expect } from '@playwright/test';
import { Server } from './server.mjs';

export { expect };

type WorkerFixtures = {
  /** The default edition, served for this worker alone. */
  site: Server;
};

type TestFixtures = {
  /** Faults of the page that this test provokes on purpose. */
  expectedFaults: RegExp[];
  /** Fails a test whose page threw, or wrote an error to the console. */
  watchFaults: void;
  /** Starts the server again for the next test of this worker. */
  keepServing: void;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    async ({}, use) => {
      const site = new Server(process.env.GAZET_SITE ?? 'site');
      await site.start();
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],

  keepServing: [
    async ({ site }, use) => {
      await site.start();
      await use();
    },
    { auto: true },
  ],

  baseURL: async ({ site }, use) => use(site.url),

  expectedFaults: [[], { option: true }],

  watchFaults: [
    async ({ context, expectedFaults }, use) => {
      const faults: string[] = [];
      context.on('weberror', error => faults.push(String(error.error())));
      context.on('console', message => {
        // A request that fails is the network's fault, not the page's.
        const network = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !network) faults.push(message.text());
      });
      await use();
      const unexpected = faults.filter(fault => !expectedFaults.some(known => known.test(fault)));
      expect(unexpected, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
});
