// The browser for the journeys and the bench: the system's own Chromium.

import { existsSync } from 'node:fs';

/** Keeps Chromium from talking to anyone but the page's own server. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where `cargo xtask` found Chromium, or where Debian keeps it. */
export function chromiumPath() {
  const path = process.env.GAZET_CHROMIUM ?? process.env.CHROME_PATH ?? '/usr/bin/chromium';
  if (!existsSync(path)) {
    throw new Error(`there is no Chromium at ${path}; run this with cargo xtask, or set CHROME_PATH`);
  }
  return path;
}
