// @ts-check
// Elements of the Storage page, and figures as they stand among its words.

import { LANGUAGE } from "./words.js";

/** @param {string} id @param {string} title @param {HTMLElement} body */
export function section(id, title, body) {
  return element("section", { "aria-labelledby": id }, element("h2", { id, class: "storage__heading" }, title), body);
}

/** @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
export function element(name, attributes, ...children) {
  const own = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) own.setAttribute(key, value);
  own.append(...children);
  return own;
}

/** A button that says in a list what it is about.
 * @param {string} label @param {string} about @param {() => unknown} run */
export function button(label, about, run) {
  const own = plain(label, run);
  own.setAttribute("aria-label", `${label}: ${about}`);
  return own;
}

/** @param {string} label @param {() => unknown} run */
export function plain(label, run) {
  const own = element("button", { type: "button", class: "button" }, label);
  own.addEventListener("click", () => void run());
  return own;
}

/** @param {string} words @param {string} title */
export const sentence = (words, title) => words.replace("{title}", () => title);

/** An amount; a kilobyte has 1,000 bytes.
 * @param {number} amount */
export function bytes(amount) {
  const [unit, size] = amount >= 1e9 ? ["gigabyte", 1e9] : amount >= 1e6 ? ["megabyte", 1e6] : ["kilobyte", 1e3];
  const value = amount / size;
  const options = { style: "unit", unit, maximumFractionDigits: value < 10 && size > 1e3 ? 1 : 0 };
  return new Intl.NumberFormat(LANGUAGE, /** @type {Intl.NumberFormatOptions} */ (options)).format(value);
}
