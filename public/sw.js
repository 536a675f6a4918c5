// The service worker: the shell and the edition open without a network.
//
// Four caches. The shell (app, styles, icons, an empty page) belongs to one
// build and is stored whole or not at all. Data (the edition and its parts)
// outlives builds: parts are named by their content, so they never go stale.
// Pictures and the index of the search are kept as they are seen. No state lives in this script, which the
// browser may stop at any moment.

importScripts("precache.js"); // self.GAZET_PRECACHE = { version, shell, data }

const { version, shell, data } = self.GAZET_PRECACHE;
const SHELL = `gazet-shell-${version}`;
const DATA = "gazet-data";
const PICTURES = "gazet-pictures";
const scope = new URL(self.registration.scope);

/** Milliseconds that the network may take before what is kept is shown. */
const PATIENCE = 4000;
/** Pictures kept: about 20 MB of this edition's illustrations. */
const PICTURES_KEPT = 200;
const SEARCH = "gazet-search";
/** Files of the index kept, of 2 to 60 KB: the traces of some thirty searches. */
const SEARCH_KEPT = 400;

const url = (path) => new URL(path, scope).href;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const target = new URL(request.url);
  if (request.method !== "GET" || target.origin !== scope.origin) return;
  if (!target.pathname.startsWith(scope.pathname)) return;
  const path = target.pathname.slice(scope.pathname.length);
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (path === "bundle.json" || path === "search.json") event.respondWith(freshest(request));
  else if (path.startsWith("parts/")) event.respondWith(kept(request, DATA, isJson));
  else if (path.startsWith("images/")) event.respondWith(seen(request, PICTURES, PICTURES_KEPT));
  else if (path.startsWith("pagefind/")) event.respondWith(seen(request, SEARCH, SEARCH_KEPT));
  else event.respondWith(kept(request, SHELL, (response) => response.ok, false));
});

/** Stores the whole shell, or throws and leaves the old one in charge. */
async function install() {
  try {
    const cache = await caches.open(SHELL);
    await cache.addAll(shell.map((path) => new Request(url(path), { cache: "reload" })));
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  // The edition is worth having, but a missing part must not stop the app.
  const cache = await caches.open(DATA);
  await Promise.allSettled(data.map(async (path) => {
    const known = path === "bundle.json" ? undefined : await cache.match(url(path));
    if (known) return;
    const response = await fetch(url(path));
    if (isJson(response)) await cache.put(url(path), response);
  }));
}

/** Shells of other builds go once no open page uses them. */
async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("gazet-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

const isJson = (response) =>
  response.ok && response.type === "basic" && /\bjson\b/.test(response.headers.get("content-type") ?? "");

/** The network's page, with its text already in it; the empty one without. */
async function page(request) {
  try {
    const response = await within(PATIENCE, fetch(request));
    if (response.ok || response.status === 404 || response.type === "opaqueredirect") return response;
    throw new Error(String(response.status));
  } catch {
    const cache = await caches.open(SHELL);
    return (await cache.match(url("shell/index.html"))) ?? Response.error();
  }
}

/** The newest edition there is; the last good one where there is no network. */
async function freshest(request) {
  const cache = await caches.open(DATA);
  try {
    const response = await within(PATIENCE, fetch(request));
    if (isJson(response)) await cache.put(request, response.clone()).catch(() => {});
    else if (!response.ok || response.redirected) throw new Error(String(response.status));
    return response;
  } catch (error) {
    const last = await cache.match(request);
    if (last) return last;
    throw error;
  }
}

/** What is kept, else the network's answer, which `keep` then stores. */
async function kept(request, name, isGood, keep = true) {
  const cache = await caches.open(name);
  const hit = await cache.match(request);
  if (hit) return hit;
  const response = await fetch(request);
  if (keep && isGood(response)) await cache.put(request, response.clone()).catch(() => {});
  return response;
}

/** What was seen before, else the network's answer; the oldest goes first. */
async function seen(request, name, most) {
  const response = await kept(request, name, (answer) => answer.ok && answer.type === "basic");
  const cache = await caches.open(name);
  const keys = await cache.keys();
  // One for each that came in.
  if (keys.length > most) await cache.delete(keys[0]);
  return response;
}

function within(milliseconds, promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), milliseconds));
  return Promise.race([promise, late]);
}
