// @ts-check
// What is said beside the paper, some seconds after it is on the screen: that a
// newer edition or version of the app is out, and that the paper can be
// installed. Loaded by src/services/offline.rs.

/** What is said (docs/decisions/025). */
const words = {
  one: "1 new article",
  many: "{count} new articles",
  changed: "The paper was brought up to date.",
  show: "Show",
  app: "There is a new version of this app.",
  reload: "Reload",
  later: "Later",
  install_text: "This paper can be installed as an app, which opens by itself and reads offline.",
  install_ios: "To install this paper as an app, open the share menu and choose “Add to Home Screen”.",
  install: "Install",
  not_now: "Not now",
};

/** Milliseconds between two looks for a newer edition. */
const EVERY = 15 * 60_000;
/** Milliseconds after which coming back to the page is worth a look. */
const AFTER = 5 * 60_000;
/** The storage key of "not now". */
const REFUSED = "gazet:install";

/** @param {string} base the site's base path */
export async function start(base) {
  install();
  const kept = await globalThis.caches?.match(new URL(`${base}bundle.json`, location.href).href, { cacheName: "gazet-data" });
  // Without a service worker nothing says which edition the page shows.
  watch(base, (await kept?.text()) ?? "");
}

/** Looks now and then for a newer edition, and for a newer app.
 * @param {string} base @param {string} shown the edition on the screen; empty when it is not known */
function watch(base, shown) {
  let last = Date.now();
  let latest = shown;
  let told = false;
  const old = ids(shown);
  const look = async () => {
    last = Date.now();
    const text = latest && (await newest(base).catch(() => latest));
    if (text !== latest) {
      latest = text;
      const news = [...ids(text)].filter((id) => !old.has(id)).length;
      announce(news === 0 ? words.changed : news === 1 ? words.one : words.many.replace("{count}", String(news)), words.show);
      if (document.hidden && news && remembers()) void navigator.setAppBadge?.(news).catch(() => {});
    } else if (!told && (await isOld(base).catch(() => false))) {
      told = true;
      announce(words.app, words.reload);
    }
  };
  setInterval(() => void look(), EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    void navigator.clearAppBadge?.().catch(() => {});
    if (Date.now() - last > AFTER) void look();
  });
  void navigator.clearAppBadge?.().catch(() => {});
}

/** Whether the site now has another app than the one that runs here.
 * @param {string} base */
async function isOld(base) {
  const own = document.querySelector("link[rel=modulepreload]")?.getAttribute("href")?.split("/").pop();
  const list = await (await fetch(`${base}precache.js`, { cache: "no-cache" })).text();
  return own !== undefined && list.includes("GAZET_PRECACHE") && !list.includes(own);
}

/** The newest edition, from the network alone.
 * @param {string} base */
async function newest(base) {
  const answer = await fetch(`${base}bundle.json`, { cache: "no-cache" });
  if (!answer.ok || answer.headers.has("Gazet-Kept")) throw new Error("none");
  return answer.text();
}

/** @param {string} edition @returns {Set<string>} */
const ids = (edition) => new Set(edition && JSON.parse(edition).articles.map((/** @type {{ id: string }} */ article) => article.id));

/** Whether the reader consented to a history, without which no figure is shown
 * outside the paper. */
function remembers() {
  try {
    return JSON.parse(localStorage.getItem("gazet:consent") ?? "").data.history === true;
  } catch {
    return false;
  }
}

/** @param {string} text @param {string} apply what the button says that loads the page anew */
function announce(text, apply) {
  document.getElementById("news")?.remove();
  const box = make("div", "notice");
  box.id = "news";
  const line = make("p");
  line.textContent = text;
  const close = button("notice__action", words.later, () => box.remove());
  box.append(line, button("notice__action", apply, () => location.reload()), close);
  // A region that screen readers follow.
  document.querySelector(".notices")?.prepend(box);
}

/** The line at the foot that offers to install the paper. */
function install() {
  const offered = globalThis.installPrompt;
  const isPhone = "standalone" in navigator && !navigator.standalone;
  if ((!offered && !isPhone) || refused()) return;
  const line = make("div", "wrap install");
  const text = make("p");
  text.textContent = offered ? words.install_text : words.install_ios;
  line.append(text);
  if (offered) {
    line.append(button("button", words.install, async () => {
      line.remove();
      await offered.prompt();
    }));
  }
  line.append(button("button", words.not_now, () => {
    line.remove();
    try {
      localStorage.setItem(REFUSED, '{"v":1,"data":true}');
    } catch {
      // It is asked again on the next visit.
    }
  }));
  document.querySelector("footer")?.prepend(line);
}

function refused() {
  try {
    return localStorage.getItem(REFUSED) !== null;
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} [className] */
function make(name, className = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  return element;
}

/** @param {string} className @param {string} text @param {() => void} press */
function button(className, text, press) {
  const element = /** @type {HTMLButtonElement} */ (make("button", className));
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", press);
  return element;
}
