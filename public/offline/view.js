// @ts-check
// The rows of the Storage page and the button of an article. The app leaves a
// place for them; drawn by the app itself they would make it a tenth larger for
// every reader (decision 022).

import { drawAside } from "./aside.js";
import { button, bytes, element, plain, section, sentence } from "./draw.js";
import { close, list as opened, open } from "./open.js";
import { drawRows, keep } from "./rows.js";
import { follow, forget, idOf, records, remove, shareOf } from "./sets.js";
import { WORDS as words } from "./words.js";

/** @typedef {import("./sets.js").Want} Want */
/** @typedef {{ base: string, tell: (text: string, isFault: boolean) => void }} Paper */

/** What brings a Storage page on the screen up to date.
 * @type {WeakMap<HTMLElement, (wants: Want[]) => Promise<void>>} */
const pages = new WeakMap();
/** The article that a button was last asked about: what is found out of an
 * earlier one is not drawn on it.
 * @type {WeakMap<HTMLElement, string>} */
const buttons = new WeakMap();

/** Draws the Storage page into `root`.
 * @param {HTMLElement} root @param {Paper} paper @param {Want[]} wants what the edition has */
export async function draw(root, paper, wants) {
  let own = pages.get(root);
  if (!own) pages.set(root, (own = drawPage(root, paper)));
  await own(wants);
}

/** Draws what does not depend on them; what it gives draws those that could be
 * kept, and brings them up to date.
 * @param {HTMLElement} root @param {Paper} paper */
function drawPage(root, paper) {
  const sets = element("div", {});
  const room = element("div", { class: "storage__room" });
  const files = element("div", { class: "storage__room" });
  root.replaceChildren(
    section("keep", words.title, sets),
    section("open", words.open_title, files),
    section("room", words.room_title, room),
    ...drawAside(paper.tell),
  );
  void drawFiles(files, paper);
  const showRoom = () => drawRoom(room, paper, showRoom);
  const drawSets = drawRows(sets, paper, showRoom);
  let isNew = true;
  return async (/** @type {Want[]} */ wants) => {
    await drawSets(wants);
    if (!isNew) return;
    isNew = false;
    await showRoom();
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: "center" });
  };
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

/** Shows whether an article is kept; called with every page of one.
 * @param {HTMLElement} own @param {Paper} paper @param {Want} want */
export function show(own, { base }, want) {
  const id = idOf(want);
  buttons.set(own, id);
  const draw = async () => {
    const share = shareOf(want);
    const kept = (await records(base)).some((record) => record.done && record.id === id);
    // The reader went on to another article.
    if (buttons.get(own) !== id) return;
    own.setAttribute("aria-pressed", String(kept && share === undefined));
    const label = share !== undefined ? `${share} %` : kept ? words.kept : words.keep_offline;
    own.setAttribute("aria-label", label);
    own.title = label;
    // While it comes the figure stands in the place of the sign.
    const figure = own.querySelector("span");
    if (figure) figure.textContent = share !== undefined ? label : "";
  };
  follow(want, draw);
  return draw();
}

/** Keeps an article, or removes it.
 * @param {HTMLElement} own @param {Paper} paper @param {Want} want */
export async function press(own, paper, want) {
  // What the reader saw when they pressed it.
  const isKept = own.getAttribute("aria-pressed") === "true";
  await show(own, paper, want);
  if (!isKept) return keep(paper, want);
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
