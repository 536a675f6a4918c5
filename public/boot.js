// Applies the reader's look before the first paint. Everything else waits for
// the app; see src/state/preferences.rs for what the values mean.
(() => {
  const root = document.documentElement;
  const allowed = {
    size: /^[1-9]$/, leading: /^[1-3]$/, measure: /^[1-3]$/,
    face: /^(serif|sans|legible)$/, theme: /^(auto|light|sepia|dark|contrast)$/,
  };
  try {
    const { v, data } = JSON.parse(localStorage.getItem("gazet:prefs"));
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
