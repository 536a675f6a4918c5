// @ts-check
// What the app asks of this module; see src/services/offline.rs.

export { parts, refresh } from "./sets.js";
export { draw, press, show } from "./view.js";
