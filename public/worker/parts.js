// @ts-check
// Parts, which are named by their content.

import { isOwn } from "./answers.js";
import { data, pathOf } from "./build.js";
import { hash } from "./hash.js";
import { DATA, bound, kept, stored } from "./stores.js";

/** Parts kept beside those of the newest articles: the last hundred articles
 * read, of a body, a leaf and what finds it. */
const PARTS_KEPT = 300;

/** A part, which is only kept when its bytes are what its name promises.
 * @param {Request} request @param {string} path @param {boolean} [bounded] */
export async function part(request, path, bounded = true) {
  const cache = await stored(DATA);
  const hit = (await cache.match(request)) ?? (await kept(path));
  if (hit) return hit;
  const first = await fetch(request);
  if (!isOwn(first, "json")) return first;
  let bytes = await first.arrayBuffer();
  let good = await isNamed(bytes, path);
  if (!good) {
    // The browser's own cache may hold it so, and for a year.
    const second = await fetch(request, { cache: "reload" });
    if (!isOwn(second, "json")) return second;
    bytes = await second.arrayBuffer();
    good = await isNamed(bytes, path);
  }
  const answer = new Response(bytes, { headers: first.headers });
  if (good) {
    await cache.put(request, answer.clone()).catch(() => {});
    if (bounded) await bound(cache, PARTS_KEPT, (key) => key.includes("/parts/") && !data.includes(pathOf(key)));
  }
  return answer;
}

/** Whether a part is the one that its name promises, as docs/format.md says.
 * @param {ArrayBuffer} bytes @param {string} path */
const isNamed = async (bytes, path) => path === `parts/${(await hash(bytes)).slice(0, 32)}.json`;
