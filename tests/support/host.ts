// The site behind a host that a test can break.

import { test as base } from './app';
import { Faulty } from './faulty';

export const test = base.extend<{ host: Faulty }>({
  host: async ({ site }, use) => {
    const host = new Faulty(site.url);
    await host.start();
    await use(host);
    await host.stop();
  },
});
