// One visit of one page in a fresh browser, on a slow network and processor.

import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from '../support/chromium.mjs';
import { probe, reading } from './probe.mjs';

/** Lighthouse's "Slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

/** How much slower a mid-range phone is than this machine, as Lighthouse has it. */
const CPU_SLOWDOWN = 4;

/** The phone. */
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};

/** No request for this long means that the page has loaded, in milliseconds. */
const QUIET_MS = 1_500;

/** A page that never falls quiet is measured after this long, in milliseconds. */
const LONGEST_MS = 15_000;

/** How long a service worker is waited for, in milliseconds. */
const WORKER_MS = 4_000;

/** How long it may fill its cache, in milliseconds. */
const PRECACHE_MS = 2_000;

const MB = 2 ** 20;

/** Opens a browser and hands a context of it to `use`. */
export async function withContext(serviceWorkers, use) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
  try {
    return await use(await browser.newContext({ ...PHONE, serviceWorkers }));
  } finally {
    await browser.close();
  }
}

/** Heap and WebAssembly memory of a page in MB, after a garbage collection. */
export async function memory(page, session) {
  // Twice, since finalizers of the first round free more in the second.
  for (let round = 0; round < 2; round += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(100);
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { wasm } = await page.evaluate(reading);
  return { heapMB: usedSize / MB, wasmMB: wasm / MB, memoryMB: (usedSize + wasm) / MB };
}

/**
 * Visits a page and gives its numbers. A warm visit is the second one of the
 * same browser, with the service worker and the HTTP cache of the first; a
 * cold one has no worker, since its precaching would compete with the page.
 */
export function visit({ url, mark }, warm) {
  return withContext(warm ? 'allow' : 'block', async context => {
    if (warm) await warmUp(context, url, mark);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.addInitScript(probe, mark);
    const network = watchNetwork(page, await throttle(session));
    await page.goto(url, { waitUntil: 'commit', timeout: 60_000 });
    const shown = () => window.__bench?.shown > 0;
    await page.waitForFunction(shown, null, { timeout: 60_000, polling: 100 });
    await network.quiet();
    const numbers = await page.evaluate(reading);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return { ...times(numbers), ...network.totals(), ...(await memory(page, session)) };
  });
}

async function warmUp(context, url, mark) {
  const page = await context.newPage();
  await page.addInitScript(probe, mark);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => window.__bench.shown > 0);
  await page.evaluate(wait => {
    // A page without a worker never becomes ready: it waits as long.
    const late = new Promise(done => setTimeout(done, wait));
    return Promise.race([navigator.serviceWorker.ready, late]).then(() => undefined);
  }, WORKER_MS);
  await page.waitForTimeout(PRECACHE_MS);
  await page.close();
}

/** A network and a processor as a phone has them. */
export async function throttle(session) {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  return session;
}

/** Counts requests and bytes, and knows when the page has fallen quiet. */
export function watchNetwork(page, session) {
  const open = new Set();
  let last = Date.now();
  let bytes = 0;
  let requests = 0;
  const isOurs = url => !/^(data|blob):/.test(url);
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!isOurs(request.url)) return;
    open.add(requestId);
    requests += 1;
    last = Date.now();
  });
  const closed = ({ requestId, encodedDataLength = 0 }) => {
    if (!open.delete(requestId)) return;
    bytes += encodedDataLength;
    last = Date.now();
  };
  session.on('Network.loadingFinished', closed);
  session.on('Network.loadingFailed', closed);
  return {
    async quiet() {
      const end = Date.now() + LONGEST_MS;
      while ((open.size > 0 || Date.now() - last < QUIET_MS) && Date.now() < end) {
        await page.waitForTimeout(100);
      }
    },
    totals: () => ({ wireKB: bytes / 1024, requests }),
  };
}

/** Times in milliseconds from the start of the navigation. */
function times({ firstPaint, largestPaint, shown, layoutShift, longTasks }) {
  // Total Blocking Time: what each task after the first paint has over 50 ms.
  const blocking = longTasks
    .filter(([start]) => start >= firstPaint)
    .reduce((all, [, duration]) => all + duration - 50, 0);
  return { firstPaint, largestPaint, shown, blocking, layoutShift };
}
