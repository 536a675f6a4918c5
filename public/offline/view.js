// @ts-check
// The rows of the Storage page and the button of an article. The app leaves a
// place for them; drawn by the app itself they would make it a tenth larger for
// every reader (decision 022).

import { drawAside } from "./aside.js";
import { button, bytes, element, plain, section, sentence } from "./draw.js";
import { bytesOf, sums } from "./plan.js";
import { close, list as opened, open } from "./open.js";
import { forget, idOf, records, remove, save, shareOf, stop } from "./sets.js";
import { LANGUAGE, WORDS as words } from "./words.js";

/** @typedef {import("./sets.js").Want} Want */
/** @typedef {{ base: string, tell: (text: string, isFault: boolean) => void }} Paper */
/** What a row shows of its set.
 * @typedef {{ want: Want, detail: string }} Offer */

/** Draws the Storage page into `root`.
 * @param {HTMLElement} root @param {Paper} paper @param {Want[]} wants what the edition has */
export async function draw(root, paper, wants) {
  const { base, tell } = paper;
  const list = element("ul", { class: "storage__list" });
  const room = element("div", { class: "storage__room" });
  const files = element("div", { class: "storage__room" });
  root.replaceChildren(
    section("keep", words.title, list),
    section("open", words.open_title, files),
    section("room", words.room_title, room),
    ...drawAside(tell),
  );
  void drawFiles(files, paper);
  const [sum, kept] = await Promise.all([sums(base).catch(() => undefined), records(base)]);
  const showRoom = () => drawRoom(room, paper, showRoom);
  const offers = sum ? offered(wants, sum) : [];
  // What the site offers no more, or does not answer for, is still there.
  const ids = new Set(offers.map(({ want }) => idOf(want)));
  const others = kept.filter(({ id }) => !ids.has(id)).map((want) => ({ want, detail: bytes(bytesOf(want.files)) }));
  for (const offer of [...offers, ...others]) list.append(row(paper, offer, showRoom));
  if (!list.children.length) list.replaceWith(element("p", { class: "empty" }, words.nothing));
  await showRoom();
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: "center" });
}

/** Editions from files: those that are here, and a way to open one more.
 * @param {HTMLElement} root @param {Paper} paper */
async function drawFiles(root, paper) {
  const { base, tell } = paper;
  const state = element("p", { role: "status" });
  const take = async (/** @type {File} */ file) => {
    const title = file.name;
    try {
      const said = (/** @type {number} */ share) => {
        state.textContent = sentence(words.opening, title).replace("{share}", String(share));
      };
      location.assign(await open(base, file, said));
    } catch (fault) {
      state.textContent = "";
      tell(sentence(words[`file_${/** @type {Error} */ (fault).message}`], title), true);
    }
  };
  const input = element("input", { type: "file", class: "visually-hidden", accept: ".gazet,.json,application/vnd.gazet,application/json" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) void take(file);
  });
  // Anywhere on the page; elsewhere a browser would leave the paper for it.
  root.ownerDocument.body.ondragover = (event) => event.preventDefault();
  root.ownerDocument.body.ondrop = (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file || !root.isConnected) return;
    event.preventDefault();
    void take(file);
  };
  // The installed paper was started with a file.
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    if (files?.[0]) void take(await files[0].getFile());
  });
  const rows = element("ul", { class: "storage__list" });
  for (const { id, title, address, bytes: size } of await opened(base)) {
    const remove = button(words.remove, title, async () => {
      await close(id);
      tell(sentence(words.closed, title), false);
      await drawFiles(root, paper);
      root.querySelector("input")?.focus();
    });
    const name = element("p", { class: "keep__name" }, element("bdi", {}, title), element("span", { class: "keep__size" }, bytes(size)));
    const read = element("a", { class: "button", href: address, "aria-label": `${words.read}: ${title}` }, words.read);
    rows.append(element("li", { class: "keep" }, name, element("div", { class: "keep__state" }, read, remove)));
  }
  const choose = element("label", { class: "button button--file" }, input, words.open);
  root.replaceChildren(element("p", {}, words.open_text), ...(rows.children.length ? [rows] : []), choose, state);
}

/** What of it the site has, with its size.
 * @param {Want[]} wants @param {import("./plan.js").Sums} sum @returns {Offer[]} */
function offered(wants, sum) {
  const text = (/** @type {number} */ articles) => counted(articles);
  const list = wants.map((want) => {
    if (want.kind === "saved") {
      const count = want.value.split(" ").filter(Boolean).length;
      return count ? { want, detail: text(count) } : undefined;
    }
    const own = want.kind === "edition" ? sum : sum.sections.find(({ path }) => path === want.value);
    return own?.articles ? { want, detail: `${text(own.articles)}, ${bytes(own.bytes)}` } : undefined;
  });
  return list.filter((offer) => offer !== undefined);
}

/** @param {Paper} paper @param {Offer} offer @param {() => void} changed */
function row(paper, { want, detail }, changed) {
  const { base } = paper;
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
          !done && button(kept ? words.go_on : words.keep, want.title, () => keep(paper, want, show).then(changed)),
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
  void show();
  const name = element("p", { class: "keep__name" }, element("bdi", {}, want.title), element("span", { class: "keep__size" }, detail));
  return element("li", { class: "keep", id: idOf(want).replaceAll("/", "-") }, name, state);
}

/** Keeps a set and tells how it ended.
 * @param {Paper} paper @param {Want} want @param {() => unknown} show */
async function keep({ base, tell }, want, show) {
  try {
    await save(base, want, () => void show());
    tell(sentence(words.done, want.title), false);
  } catch (fault) {
    if (fault !== "stopped") tell(sentence(words[`fault_${fault}`], want.title), true);
  }
  await show();
}

/** Shows whether an article is kept; called with every page of one.
 * @param {HTMLElement} own @param {Paper} paper @param {Want} want */
export async function show(own, { base }, want) {
  const share = shareOf(want);
  const kept = (await records(base)).some(({ id, done }) => done && id === idOf(want));
  own.setAttribute("aria-pressed", String(kept && share === undefined));
  const label = share !== undefined ? `${share} %` : kept ? words.kept : words.keep_offline;
  own.setAttribute("aria-label", label);
  own.title = label;
  // While it comes the figure stands in the place of the sign.
  const figure = own.querySelector("span");
  if (figure) figure.textContent = share !== undefined ? label : "";
}

/** Keeps an article, or removes it.
 * @param {HTMLElement} own @param {Paper} paper @param {Want} want */
export async function press(own, paper, want) {
  if (own.getAttribute("aria-pressed") !== "true") return keep(paper, want, () => show(own, paper, want));
  await remove(paper.base, want);
  paper.tell(sentence(words.removed, want.title), false);
  return show(own, paper, want);
}

/** How much room there is, and whether the browser promised to keep it.
 * @param {HTMLElement} root @param {Paper} paper @param {() => void} again */
async function drawRoom(root, { tell }, again) {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  const promised = await navigator.storage?.persisted?.();
  const ask = async () => {
    if (!(await navigator.storage.persist())) tell(words.refused, true);
    again();
  };
  const clear = async () => {
    await forget();
    tell(words.forgotten, false);
    again();
  };
  const had = root.contains(document.activeElement);
  const parts = [
    element("p", {}, quota ? words.room.replace("{used}", bytes(usage ?? 0)).replace("{all}", bytes(quota)) : words.room_unknown),
    promised !== undefined && element("p", {}, promised ? words.room_kept : words.room_may_go),
    promised === false && plain(words.ask, ask),
    element("p", {}, words.forget_text),
    plain(words.forget, clear),
  ];
  root.replaceChildren(...parts.filter((part) => part instanceof Node));
  if (had) root.querySelector("button")?.focus();
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
