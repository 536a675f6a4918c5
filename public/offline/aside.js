// @ts-check
// What could not be read: src/services/storage.rs puts it aside before it
// writes anything, and here the reader gets hold of it.

import { element, plain, section } from "./draw.js";
import { WORDS as words } from "./words.js";

/** What the keys begin with; the key that it was stored under follows. */
const ASIDE = "gazet:quarantine:";

/** The section that offers it; none when nothing was put aside.
 * @param {(text: string, isFault: boolean) => void} tell @returns {HTMLElement[]} */
export function drawAside(tell) {
  const keys = list();
  if (!keys.length) return [];
  const rows = keys.map((key) => element("li", {}, element("code", {}, key.slice(ASIDE.length))));
  const save = plain(words.aside_save, () => {
    hand(keys);
    tell(words.aside_saved, false);
  });
  const remove = plain(words.remove, () => {
    for (const key of keys) localStorage.removeItem(key);
    own.remove();
    tell(words.aside_removed, false);
    document.querySelector("h1")?.focus();
  });
  const body = element("div", { class: "storage__room" }, element("p", {}, words.aside_text), element("ul", {}, ...rows), element("div", { class: "keep__state" }, save, remove));
  const own = section("aside", words.aside_title, body);
  return [own];
}

/** The keys, in their order; none where the browser gives no storage. */
function list() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(ASIDE)).sort();
  } catch {
    return [];
  }
}

/** Hands everything to the browser as one file, letter by letter: JSON says
 * even what is no text, half of a pair of surrogates, by its number.
 * @param {string[]} keys */
function hand(keys) {
  const stored = Object.fromEntries(keys.map((key) => [key.slice(ASIDE.length), localStorage.getItem(key)]));
  const json = JSON.stringify({ kind: "gazet-aside", version: 1, stored }, null, 2);
  const href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  element("a", { href, download: "gazet-put-aside.json" }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
