// @ts-check
// Answers of the network: how long they may take, and which may be stored.

/** Milliseconds that the network may take before what is kept is shown. */
export const PATIENCE = 4000;

/** What did not come in time. */
export class Late extends Error {}

/** @template T @param {number} milliseconds @param {Promise<T>} promise @returns {Promise<T>} */
export function within(milliseconds, promise) {
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => setTimeout(() => reject(new Late()), milliseconds));
  return Promise.race([promise, late]);
}

/** Whether it is a whole answer of this site, and no page that it was sent on
 * to.
 * @param {Response} response @param {string} [kind] what its type must hold */
export function isOwn(response, kind = "") {
  const type = response.headers.get("content-type") ?? "";
  const isRight = kind ? type.includes(kind) : !type.includes("html") || response.url.endsWith(".html");
  return response.status === 200 && response.type === "basic" && isRight;
}
