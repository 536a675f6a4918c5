// @ts-check
// Applies the reader's look before the first paint, and tells when the app
// itself ends. Everything else waits for the app; see src/state/preferences.rs
// for what the values mean.
(() => {
  const root = /** @type {HTMLElement & { dataset: Record<string, string> }} */ (document.documentElement);
  const allowed = {
    size: /^[1-9]$/, leading: /^[1-3]$/, measure: /^[1-3]$/,
    face: /^(serif|sans|legible)$/, theme: /^(auto|light|sepia|dark|contrast)$/,
  };
  // The only policy of trusted types: the one address of a script that is made
  // while the page runs, and data, which is no code even where it is a script.
  // src/services/ calls both functions.
  const sw = `${root.dataset.base}sw.js`;
  /** @type {TrustedPolicy | undefined} */
  let policy;
  try {
    policy = globalThis.trustedTypes?.createPolicy("gazet", {
      createScriptURL: () => sw,
      createScript: (json) => JSON.stringify(JSON.parse(json)),
    });
  } catch {
    // A host that admits none: the paper reads as well, but only online.
  }
  globalThis.registerWorker = () => {
    navigator.serviceWorker?.register(policy?.createScriptURL("") ?? sw).catch(() => {});
  };
  globalThis.writeData = (script, json) => {
    script.textContent = policy?.createScript(json) ?? json;
  };
  // A panic is a trap (docs/decisions/019). What happens before the app is
  // there, a script that did not come or does not run, keeps it from starting.
  const fault = (/** @type {{ error?: unknown, reason?: unknown, target: any }} */ { error, reason, target }) => {
    const why = error ?? reason ?? (target.localName === "script" && "a script did not load");
    const trap = globalThis.WebAssembly && why instanceof WebAssembly.RuntimeError;
    if (why && (trap || !root.dataset.app)) {
      import(root.dataset.base + root.dataset.fault).then((module) => module.show(why), () => {});
    }
  };
  // A page that was frozen heard nothing of what others stored. An edition from
  // a file has keys of its own (`storage::enter`), and the look of the others.
  addEventListener("pageshow", ({ persisted }) => {
    const [, id] = location.pathname.split("/storage/");
    const own = id ? "gazet:opened:" + id.slice(0, 16) + ":" : "gazet:";
    for (const key of persisted ? ["gazet:prefs", own + "consent", own + "bookmark:"] : []) {
      try {
        dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage[key] }));
      } catch {
        // Without a storage there is nothing to hear of.
      }
    }
  });
  // Offered by public/visit.js at the foot of the page, not by the browser.
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    globalThis.installPrompt = event;
  });
  addEventListener("error", fault, true);
  addEventListener("unhandledrejection", fault);
  try {
    const { v, data } = JSON.parse(localStorage["gazet:prefs"]);
    if (v !== 1) return;
    for (const [name, form] of Object.entries(allowed)) {
      const value = String(data[name]);
      if (form.test(value)) root.setAttribute(`data-${name}`, value);
    }
    root.setAttribute("data-align", data.justified === true ? "justify" : "start");
  } catch {
    // No storage, or nothing in it that can be read: the paper as designed.
  }
})();
