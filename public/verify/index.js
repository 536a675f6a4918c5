// @ts-check
// Whether an edition is signed by the key that the site pins, in the form of
// minisign (https://jedisct1.github.io/minisign/): Ed25519 over BLAKE2b-512.
// Loaded by the service worker and by the first visit, only on pinned sites;
// `gazet sign` writes what it reads.

import { hashes, verify } from "@noble/ed25519";
import { blake2b } from "@noble/hashes/blake2.js";
import { sha512 } from "@noble/hashes/sha2.js";

// The browser's own is only there on secure pages.
hashes.sha512 = sha512;

const COMMENT = "trusted comment: ";

/** @param {string} text Base64 @returns {Uint8Array} */
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @param {Uint8Array} bytes @param {number} from @param {number} to */
const hexadecimal = (bytes, from, to) =>
  [...bytes.subarray(from, to)].reverse().map((byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();

/** The id of the key that signed the bytes; empty when it is not the pinned one,
 * or they are not the bytes that it signed.
 * @param {Uint8Array} bytes @param {string} signature the text of the `.minisig` file
 * @param {string} key the public key: Base64 of "Ed", 8 bytes of id and 32 of the key */
function signer(bytes, signature, key) {
  try {
    // As the service worker hands it on, in a header, it is in one line.
    const lines = (signature.includes("\n") ? signature : decodeURIComponent(signature)).split(/\r?\n/);
    const [own, whole] = [bytesOf(lines[1]), bytesOf(lines[3])];
    const pinned = bytesOf(key);
    const text = new TextEncoder();
    const id = hexadecimal(pinned, 2, 10);
    if (pinned.length !== 42 || own.length !== 74 || whole.length !== 64 || !lines[2].startsWith(COMMENT)) return "";
    // "ED": the hash is signed, not the bytes.
    if (own[0] !== 0x45 || own[1] !== 0x44 || hexadecimal(own, 2, 10) !== id) return "";
    const publicKey = pinned.subarray(10);
    const comment = text.encode(lines[2].slice(COMMENT.length));
    const signed = new Uint8Array(64 + comment.length);
    signed.set(own.subarray(10));
    signed.set(comment, 64);
    const isGood = verify(own.subarray(10), blake2b(bytes, { dkLen: 64 }), publicKey) && verify(whole, signed, publicKey);
    return isGood ? id : "";
  } catch {
    // No signature at all, or one that is none.
    return "";
  }
}

globalThis.gazetSigner = signer;
