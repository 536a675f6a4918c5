// @ts-check
// What this build of the site is, and where it lies.

// A host may send the policy of trusted types with the worker.
const policy = self.trustedTypes?.createPolicy("gazet", { createScriptURL: (name) => name });
/** @param {string} name */
const load = (name) => importScripts(policy?.createScriptURL(name) ?? name);

load("precache.js"); // self.GAZET_PRECACHE
export const { version, format, limit, key, shell, data } = self.GAZET_PRECACHE;

// A site that pins a key shows no edition that is not signed with it.
const verifier = key && shell.find((path) => path.startsWith("verify-"));
if (verifier) load(verifier); // self.gazetSigner

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const scope = new URL(worker.registration.scope);

/** The address of a file of the site.
 * @param {string} path */
export const url = (path) => new URL(path, scope).href;

/** The path of a file of the site.
 * @param {string} address */
export const pathOf = (address) => new URL(address).pathname.slice(scope.pathname.length);
