// Runs in the page before its own scripts: notes when what is seen.

/**
 * @param {{selector: string, text: string}} mark what counts as on the
 *   screen: the first element of this selector whose text begins like this
 */
export function probe(mark) {
  const seen = {
    shown: 0,
    firstPaint: 0,
    largestPaint: 0,
    layoutShift: 0,
    longTasks: [],
    memories: [],
  };
  window.__bench = seen;

  const observe = (type, each) =>
    new PerformanceObserver(list => list.getEntries().forEach(each)).observe({
      type,
      buffered: true,
    });
  observe('paint', entry => {
    if (entry.name === 'first-contentful-paint') seen.firstPaint = entry.startTime;
  });
  observe('largest-contentful-paint', entry => {
    seen.largestPaint = entry.startTime;
  });
  observe('longtask', entry => seen.longTasks.push([entry.startTime, entry.duration]));

  // Cumulative Layout Shift: the worst window of shifts less than a second
  // apart and five seconds long (web.dev/articles/cls).
  let sum = 0;
  let first = 0;
  let last = 0;
  observe('layout-shift', entry => {
    if (entry.hadRecentInput) return;
    const same = sum > 0 && entry.startTime - last < 1000 && entry.startTime - first < 5000;
    if (!same) first = entry.startTime;
    sum = same ? sum + entry.value : entry.value;
    last = entry.startTime;
    seen.layoutShift = Math.max(seen.layoutShift, sum);
  });

  // The heap that Chromium reports leaves WebAssembly's own memory out.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original.apply(WebAssembly, args);
      const { exports } = result.instance ?? result;
      for (const value of Object.values(exports)) {
        if (value instanceof WebAssembly.Memory) seen.memories.push(value);
      }
      return result;
    };
  }

  const isShown = element => {
    const box = element.getBoundingClientRect();
    const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return visible && box.width > 0 && box.height > 0;
  };
  const begins = element => {
    const text = element.textContent.replace(/\s+/g, ' ').trim();
    return text !== '' && text.startsWith(mark.text);
  };
  const look = () => {
    const found = [...document.querySelectorAll(mark.selector)].find(begins);
    if (found && isShown(found)) seen.shown = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What the probe noted; runs in the page. */
export function reading() {
  const { memories, ...numbers } = window.__bench;
  return { ...numbers, wasm: memories.reduce((all, one) => all + one.buffer.byteLength, 0) };
}
