// @ts-check
// The service worker: the shell and the edition open without a network. It is
// bundled as sw.js. No state lives in it, since the browser may stop it at any
// moment; its caches are those of stores.js.

import { scope, worker } from "./build.js";
import { edition, freshest } from "./edition.js";
import { part } from "./parts.js";
import { index, picture } from "./seen.js";
import { blank, file, install, page, rest } from "./shell.js";
import { opened, stored } from "./stores.js";

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("message", (event) => {
  if (event.data === "rest") event.waitUntil(rest());
  if (event.data === "go") event.waitUntil(worker.skipWaiting());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const target = new URL(request.url);
  if (request.method !== "GET" || target.origin !== scope.origin) return;
  // What public/offline/ asks for it keeps itself.
  if (request.headers.has("Gazet-Keep")) return;
  if (!target.pathname.startsWith(scope.pathname)) return;
  const path = target.pathname.slice(scope.pathname.length);
  const [, id] = /^storage\/([0-9a-f]{16})\//.exec(path) ?? [];
  if (id) event.respondWith(request.mode === "navigate" ? blank() : ofFile(request, id));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (path === "bundle.json") event.respondWith(edition(request));
  else if (path === "search.json" || path === "offline.json") event.respondWith(freshest(request));
  else if (path.startsWith("parts/")) event.respondWith(part(request, path));
  else if (path.startsWith("images/")) event.respondWith(picture(event));
  else if (path.startsWith("pagefind/")) event.respondWith(index(event));
  else event.respondWith(file(request));
});

/** A file of an edition that was opened: no network has it.
 * @param {Request} request @param {string} id */
async function ofFile(request, id) {
  const cache = await stored(opened(id), true);
  return (await cache.match(request)) ?? new Response(null, { status: 404 });
}
