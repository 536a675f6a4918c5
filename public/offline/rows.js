// @ts-check
// The sets of the Storage page: what could be kept, what is, and how much of
// it came.

import { bytes, button, element, sentence } from "./draw.js";
import { bytesOf, sums } from "./plan.js";
import { follow, idOf, records, remove, save, shareOf, stop } from "./sets.js";
import { LANGUAGE, WORDS as words } from "./words.js";

/** @typedef {import("./sets.js").Want} Want */
/** @typedef {import("./view.js").Paper} Paper */
/** What a row shows of its set.
 * @typedef {{ want: Want, detail: string }} Offer */
/** @typedef {{ node: HTMLElement, renew: (offer: Offer) => unknown }} Row */

/** Fills `root` with a row for each set. What it gives brings them up to date
 * with what the edition has and the reader saved; a row that stays keeps its
 * place and the keyboard.
 * @param {HTMLElement} root @param {Paper} paper @param {() => void} changed hears that the room did
 * @returns {(wants: Want[]) => Promise<void>} */
export function drawRows(root, paper, changed) {
  const list = element("ul", { class: "storage__list" });
  const none = element("p", { class: "empty" }, words.nothing);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  let newest = 0;
  return async (wants) => {
    const own = ++newest;
    const offers = await offersOf(paper.base, wants);
    // What was saved meanwhile is on its way.
    if (own !== newest) return;
    const had = root.contains(document.activeElement);
    const nodes = offers.map((offer) => {
      const id = idOf(offer.want);
      const there = rows.get(id) ?? row(paper, offer, changed);
      if (rows.has(id)) there.renew(offer);
      rows.set(id, there);
      return there.node;
    });
    for (const [id, { node }] of rows) {
      if (nodes.includes(node)) continue;
      node.remove();
      rows.delete(id);
    }
    // An element that is put in its place once more would lose the keyboard.
    nodes.forEach((node, at) => list.children[at] !== node && list.insertBefore(node, list.children[at] ?? null));
    const shown = nodes.length ? list : none;
    if (root.firstChild !== shown) root.replaceChildren(shown);
    if (had && !root.contains(document.activeElement)) document.querySelector("h1")?.focus();
  };
}

/** Keeps a set and tells how it ended.
 * @param {Paper} paper @param {Want} want */
export async function keep({ base, tell }, want) {
  // It is on its way, and tells its end itself.
  if (shareOf(want) !== undefined) return;
  try {
    await save(base, want);
    tell(sentence(words.done, want.title), false);
  } catch (fault) {
    if (fault !== "stopped") tell(sentence(words[`fault_${fault}`], want.title), true);
  }
}

/** What the site has, and what is kept.
 * @param {string} base @param {Want[]} wants @returns {Promise<Offer[]>} */
async function offersOf(base, wants) {
  const [sum, kept] = await Promise.all([sums(base).catch(() => undefined), records(base)]);
  const offers = sum ? offered(wants, sum) : [];
  // What the site offers no more, or does not answer for, is still there.
  const ids = new Set(offers.map(({ want }) => idOf(want)));
  const others = kept.filter(({ id }) => !ids.has(id)).map((want) => ({ want, detail: bytes(bytesOf(want.files)) }));
  return [...offers, ...others];
}

/** What of it the site has, with its size.
 * @param {Want[]} wants @param {import("./plan.js").Sums} sum @returns {Offer[]} */
function offered(wants, sum) {
  const list = wants.map((want) => {
    if (want.kind === "saved") {
      const count = want.value.split(" ").filter(Boolean).length;
      return count ? { want, detail: counted(count) } : undefined;
    }
    const own = want.kind === "edition" ? sum : sum.sections.find(({ path }) => path === want.value);
    return own?.articles ? { want, detail: `${counted(own.articles)}, ${bytes(own.bytes)}` } : undefined;
  });
  return list.filter((offer) => offer !== undefined);
}

/** @param {Paper} paper @param {Offer} offer @param {() => void} changed @returns {Row} */
function row(paper, offer, changed) {
  const { base } = paper;
  let { want } = offer;
  const state = element("div", { class: "keep__state" });
  const show = async () => {
    const share = shareOf(want);
    const kept = share === undefined ? (await records(base)).find(({ id }) => id === idOf(want)) : undefined;
    // Articles may have been saved since.
    const done = kept?.done && (want.kind !== "saved" || kept.value === want.value);
    const had = state.contains(document.activeElement);
    const bar = state.querySelector("progress");
    if (share !== undefined && bar) return set(bar, state, share);
    const parts = share !== undefined
      ? [progress(want.title, share), said(`${share} %`), button(words.stop, want.title, () => stop(want))]
      : [
          kept && said(done ? words.kept : words.partly),
          !done && button(kept ? words.go_on : words.keep, want.title, () => keep(paper, want)),
          kept && button(words.remove, want.title, async () => {
            await remove(base, want);
            paper.tell(sentence(words.removed, want.title), false);
            await show();
            changed();
          }),
        ];
    state.replaceChildren(...parts.filter((part) => part instanceof Node));
    if (had) state.querySelector("button")?.focus();
  };
  // Also when it was begun before the reader came back to this page.
  follow(want, () => {
    void show();
    if (shareOf(want) === undefined) changed();
  });
  void show();
  const size = element("span", { class: "keep__size" }, offer.detail);
  const name = element("p", { class: "keep__name" }, element("bdi", {}, want.title), size);
  const renew = (/** @type {Offer} */ next) => {
    want = next.want;
    size.textContent = next.detail;
    return show();
  };
  return { node: element("li", { class: "keep", id: idOf(want).replaceAll("/", "-") }, name, state), renew };
}

/** @param {HTMLProgressElement} bar @param {HTMLElement} state @param {number} share */
function set(bar, state, share) {
  bar.value = share;
  const text = state.querySelector(".keep__said");
  if (text) text.textContent = `${share} %`;
}

/** @param {string} label @param {number} share */
function progress(label, share) {
  return element("progress", { "aria-label": label, value: String(share), max: "100" });
}

/** @param {string} text */
const said = (text) => element("span", { class: "keep__said" }, text);

/** @param {number} count */
const counted = (count) => (count === 1 ? words.article : words.articles.replace("{count}", count.toLocaleString(LANGUAGE)));
