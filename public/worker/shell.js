// @ts-check
// The shell: the files of the app, of one build, which open without a network.

import { PATIENCE, isOwn, within } from "./answers.js";
import { data, pathOf, shell, url, worker } from "./build.js";
import { edition, freshest } from "./edition.js";
import { hash } from "./hash.js";
import { part } from "./parts.js";
import { SHELL, own, stored } from "./stores.js";

/** Stores the whole shell, or throws and leaves the old one in charge. */
export async function install() {
  try {
    const cache = await caches.open(SHELL);
    await Promise.all(shell.map(async (path) => cache.put(url(path), await built(path))));
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  // The edition is worth having, but a missing part must not stop the app.
  await Promise.allSettled(data.map(async (path) => {
    const request = new Request(url(path));
    if (path.startsWith("parts/")) return part(request, path, false);
    return path === "bundle.json" ? edition(request) : freshest(request);
  }));
}

/** A file of this build. What a name promises by a hash may come from the shell
 * of another build, or from the browser's own cache, where the page that is open
 * has just put it.
 * @param {string} path */
async function built(path) {
  const old = await caches.match(url(path));
  if (old && (await isNamed(old.clone(), path))) return old;
  const response = await fetch(url(path), { cache: "no-cache" });
  const isPage = response.headers.get("content-type")?.includes("html") ?? false;
  if (response.ok && isPage === path.endsWith(".html")) return response;
  throw new TypeError(path);
}

/** Whether a file of the app begins with the hash that its name holds, as
 * `cargo xtask build` names them.
 * @param {Response} response @param {string} path */
async function isNamed(response, path) {
  const [, name] = /-([0-9a-f]{16})[._]/.exec(path) ?? [];
  return name !== undefined && (await hash(await response.arrayBuffer())).startsWith(name);
}

/** Removes the shells of other builds, and what a broken install left behind. */
async function tidy() {
  if (worker.registration.installing || worker.registration.waiting) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("gazet-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** A page has loaded, and nothing is under way: what waits takes over, unless
 * another page is open, too. Not earlier: a request under way just then has
 * Chromium wait until this worker was idle for half a minute. */
export async function rest() {
  if (!(await own("shell/index.html"))) await install().catch(() => {});
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > 1) return;
  const { waiting } = worker.registration;
  if (waiting) waiting.postMessage("go");
  else await tidy();
}

/** The network's page, with its text already in it; the empty one without.
 * @param {Request} request */
export async function page(request) {
  try {
    const response = await within(PATIENCE, fetch(request));
    if (response.ok || response.status === 404 || response.type === "opaqueredirect") return response;
    throw new Error(String(response.status));
  } catch {
    return blank();
  }
}

/** The page without a text. */
export async function blank() {
  const empty = (await own("shell/index.html")) ?? (await repaired("shell/index.html"));
  // A host may have sent it on to another address, which no page may show.
  return empty ? new Response(empty.body, { headers: empty.headers }) : nothing();
}

/** What a browser shows whose caches were emptied and that has no network. */
function nothing() {
  const text = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    + "<title>No connection</title><h1>No connection</h1><p>The browser has removed what this paper kept on the "
    + "device, and there is no network. Your saved articles and settings are still here. "
    + "<a href=''>Try again</a> once you are connected.</p>";
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
  return new Response(text, { status: 503, headers });
}

/** A file of the app: of this build, else the network's, else of a build
 * whose pages are still open.
 * @param {Request} request */
export async function file(request) {
  const path = pathOf(request.url);
  const hit = await own(path);
  if (hit) return hit;
  const found = await (shell.includes(path) ? repaired(path) : caches.match(request));
  return found ?? fetch(request);
}

/** Puts back a file of the shell that the browser threw away.
 * @param {string} path */
async function repaired(path) {
  try {
    const response = await fetch(url(path), { cache: "no-cache" });
    if (!isOwn(response) || response.redirected) return undefined;
    await (await stored(SHELL)).put(url(path), response.clone()).catch(() => {});
    return response;
  } catch {
    return undefined;
  }
}
