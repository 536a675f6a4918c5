import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from './tests/support/chromium.mjs';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['journeys/**/*.spec.ts', 'bench/**/*.spec.mjs'],
  outputDir: 'test-results',
  fullyParallel: true,
  // Two cores is what a continuous integration machine has.
  workers: 2,
  // A test that passes at the second try hides a race that a reader meets.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // None of them says how fast the paper is, which benchmarks do: a busy machine
  // takes half a minute to build one of the sites, and seconds for a start.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_ARGS },
    locale: 'en-GB',
    // Far from UTC, so that a date in the wrong zone is seen.
    timezoneId: 'Asia/Baku',
    screenshot: 'only-on-failure',
  },
});
