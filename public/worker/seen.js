// @ts-check
// What is kept as it was seen: pictures, and files of the search index.

import { isOwn, within } from "./answers.js";
import { pathOf } from "./build.js";
import { KEPT, PICTURES, SEARCH, bound, kept, stored } from "./stores.js";

/** Pictures kept: about 20 MB of this edition's illustrations. */
const PICTURES_KEPT = 200;
/** Files of the index kept, of 2 to 60 KB: the traces of some thirty searches. */
const SEARCH_KEPT = 400;
/** Milliseconds without a byte after which a file is given up. */
const SILENCE = 30_000;

/** A picture: as it was seen, as it was kept, from the network; without one,
 * another size of the same.
 * @param {FetchEvent} event */
export async function picture(event) {
  const path = pathOf(event.request.url);
  const hit = await kept(path);
  if (hit) return hit;
  try {
    return await seen(event, PICTURES, PICTURES_KEPT);
  } catch (error) {
    // `name.800.webp`, `name.1600.webp` and `name.jpg` show the same.
    const stem = `${path.replace(/[^/]*$/, "")}${path.split("/").pop()?.split(".")[0]}.`;
    for (const name of [KEPT, PICTURES]) {
      const cache = await stored(name, true);
      const other = (await cache.keys()).find((key) => pathOf(key.url).startsWith(stem));
      const found = other && (await cache.match(other));
      if (found) return found;
    }
    throw error;
  }
}

/** A file of the search index.
 * @param {FetchEvent} event */
export const index = (event) => seen(event, SEARCH, SEARCH_KEPT);

/** What was seen before, else the network's answer, which the page shows while
 * it comes; the oldest goes first.
 * @param {FetchEvent} event @param {string} name @param {number} most */
async function seen(event, name, most) {
  const { request } = event;
  const cache = await stored(name);
  const hit = await cache.match(request);
  if (hit) return hit;
  const stop = new AbortController();
  request.signal.addEventListener("abort", () => stop.abort());
  /** @param {Response} response @param {Response} copy */
  const keep = async (response, copy) => {
    const bytes = await whole(copy);
    if (!isOwn(response)) return;
    await cache.put(request, new Response(bytes, { headers: response.headers }));
    await bound(cache, most, () => true);
  };
  try {
    const response = await within(SILENCE, fetch(request, { signal: stop.signal }));
    event.waitUntil(keep(response, response.clone()).catch(() => stop.abort()));
    return response;
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** The bytes of an answer, unless it is silent for too long: six pictures that
 * hang would hold all connections to the host.
 * @param {Response} response */
async function whole(response) {
  const reader = response.body?.getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = (await (reader && within(SILENCE, reader.read()))) ?? { done: true, value: undefined };
    if (done) return new Blob(pieces);
    pieces.push(value);
  }
}
