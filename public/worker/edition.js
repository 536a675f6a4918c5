// @ts-check
// The edition: the newest that is whole, understood and signed as it must be.

import { Late, PATIENCE, isOwn, within } from "./answers.js";
import { format, key, limit, url } from "./build.js";
import { DATA, kept, stored } from "./stores.js";

/** Says that the network did not give it: why, and when it did last. */
const WHY = "Gazet-Kept";
const WHEN = "Gazet-Fetched";
/** The signature, for the page, which verifies for itself. */
const SIGNATURE = "Gazet-Signature";
/** Milliseconds before a signature is asked for again: it may be about to be
 * replaced. */
const AGAIN = 1000;

/** The newest edition that is whole and understood; else the last good one,
 * with the reason.
 * @param {Request} request */
export async function edition(request) {
  const cache = await stored(DATA);
  const network = fetch(request, { cache: "no-cache" });
  /** @type {Response | undefined} */
  let answer;
  let why;
  try {
    answer = await within(PATIENCE, network);
    why = await fault(answer.clone());
    if (!why) {
      const headers = new Headers(answer.headers);
      headers.set(WHEN, new Date().toISOString());
      const body = await answer.clone().blob();
      const signature = key && (await signed(body));
      if (key) headers.set(SIGNATURE, encodeURIComponent(signature));
      if (!key || signature) {
        const good = new Response(body, { headers });
        await cache.put(url("bundle.json"), good.clone()).catch(() => {});
        return good;
      }
      why = "signature";
    }
  } catch (error) {
    why = error instanceof Late ? "late" : "offline";
  }
  const last = (await cache.match(url("bundle.json"))) ?? (await kept("bundle.json"));
  if (!last) return answer ?? network;
  answer?.body?.cancel();
  const headers = new Headers(last.headers);
  headers.set(WHY, why);
  return new Response(last.body, { headers });
}

/** The signature of an edition, when it is the pinned key's.
 * @param {Blob} body @param {boolean} [again] @returns {Promise<string>} */
async function signed(body, again = true) {
  const response = await within(PATIENCE, fetch(url("bundle.json.minisig"), { cache: "no-cache" }));
  const signature = response.ok ? await response.text() : "";
  const bytes = new Uint8Array(await body.arrayBuffer());
  if (self.gazetSigner(bytes, signature, key)) return signature;
  if (!again) return "";
  await new Promise((resolve) => setTimeout(resolve, AGAIN));
  return signed(body, false);
}

/** Why an answer is no edition that can be shown; empty when it is one.
 * @param {Response} response */
async function fault(response) {
  if (!response.ok) return `status ${response.status}`;
  const text = await within(PATIENCE, read(response)).catch((error) => error);
  if (text instanceof Error) return text instanceof Late ? "late" : text.message === "large" ? "large" : "broken";
  if (/^\s*</.test(text)) return "html";
  try {
    return JSON.parse(text).format > format ? "newer" : "";
  } catch {
    return "broken";
  }
}

/** The text, piece by piece: a small compressed answer can grow without bound.
 * @param {Response} response */
async function read(response) {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > limit) {
      // Not awaited: it ends when the other half of a clone is read, too.
      void reader?.cancel();
      throw new Error("large");
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The newest there is; the last good one where there is no network.
 * @param {Request} request */
export async function freshest(request) {
  const cache = await stored(DATA);
  const place = request.url.split("?")[0];
  try {
    const response = await within(PATIENCE, fetch(request));
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    if (isOwn(response, "json")) await cache.put(place, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const last = await cache.match(place);
    if (last) return last;
    throw error;
  }
}
