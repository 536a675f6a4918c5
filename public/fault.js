// @ts-check
// What is said when the app itself has ended: a panic, which is a trap of the
// WebAssembly (docs/decisions/019), or an app that could not start. Nothing of
// the app runs any more, so its sentences stand here.

const STOPPED = "The reader has stopped";
const STOPPED_TEXT = "A fault in the app ended it. You can go on reading what is on the screen, and what you saved is still on this device.";
const NOT_STARTED = "The reader did not start";
const NOT_STARTED_TEXT = "This page needs the app, which this browser could not run. The articles can be read without it, and what you saved is still on this device.";

/** Tells of the fault, once.
 * @param {unknown} error what ended it */
export function show(error) {
  const root = document.documentElement;
  const ran = root.dataset.app === "ready";
  root.dataset.app = "failed";
  // Where the text of the page is there, nobody misses the app.
  const text = document.querySelector("#snapshot main a") && !document.querySelector("#snapshot main :is(input, [role=status])");
  if (document.getElementById("fault") || (!ran && text)) return;
  const note = make("p");
  note.setAttribute("role", "status");
  const buttons = make("div", "", "fault__buttons");
  buttons.append(
    button("Reload", () => location.reload()),
    button("Copy details", () => copy(details(error), note)),
    button("Export my data", () => save(note)),
  );
  const box = make("section", "", "stopped");
  box.id = "fault";
  box.setAttribute("role", "alert");
  box.append(make("h2", ran ? STOPPED : NOT_STARTED), make("p", ran ? STOPPED_TEXT : NOT_STARTED_TEXT));
  if (!ran) {
    const front = /** @type {HTMLAnchorElement} */ (make("a", "Go to the front page"));
    front.href = root.dataset.base ?? "/";
    box.append(front);
  }
  box.append(buttons, note);
  document.body.append(box);
}

/** @param {string} name @param {string} [text] @param {string} [className] */
function make(name, text = "", className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** @param {string} text @param {() => void} press */
function button(text, press) {
  const element = /** @type {HTMLButtonElement} */ (make("button", text, "button"));
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

/** What helps whoever mends it; nothing about the reader but the browser.
 * @param {unknown} error */
function details(error) {
  const { name, message, stack } = error instanceof Error ? error : { name: "Fault", message: String(error), stack: "" };
  return [`${name}: ${message}`, location.href, new Date().toISOString(), navigator.userAgent, stack].join("\n");
}

/** @param {string} text @param {HTMLElement} note */
async function copy(text, note) {
  try {
    await navigator.clipboard.writeText(text);
    note.textContent = "The details were copied.";
  } catch {
    note.textContent = text;
  }
}

/** All that the reader has here, as src/state/bookmarks/file.rs reads it, with
 * every other value as it lies in the storage. */
function own() {
  /** @type {Record<string, string>} */
  const stored = Object.create(null);
  const bookmarks = [];
  for (const [key, value] of Object.entries(localStorage)) {
    if (!key.startsWith("gazet:")) continue;
    stored[key] = value;
    if (key.startsWith("gazet:bookmark:")) {
      try {
        bookmarks.push(JSON.parse(value).data);
      } catch {
        // It is among the stored values as it is.
      }
    }
  }
  return JSON.stringify({ kind: "gazet-bookmarks", version: 1, bookmarks, stored }, null, 2);
}

/** @param {HTMLElement} note */
function save(note) {
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([own()], { type: "application/json" }));
    link.download = "gazet-data.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    note.textContent = "Your saved articles and settings were handed to the browser as a file.";
  } catch {
    note.textContent = "This browser gives no access to what it stored.";
  }
}
