// @ts-check
// The words of these scripts. They come with them, not with the app, so that
// only those pay for them who use them (docs/decisions/025).

/** The language that they are in, which is that of figures among them. */
export const LANGUAGE = "en";

/** @type {Readonly<Record<string, string>>} */
export const WORDS = {
  title: "Keep on this device",
  keep_offline: "Keep offline",
  keep: "Keep",
  go_on: "Go on",
  stop: "Stop",
  remove: "Remove",
  kept: "Kept offline",
  partly: "Not complete",
  article: "1 article",
  articles: "{count} articles",
  done: "“{title}” is kept for reading offline.",
  removed: "“{title}” is no longer kept for reading offline.",
  fault_full: "“{title}” is not kept in full: there is no room left. What came stays; remove something and go on.",
  fault_network: "“{title}” is not kept in full: a file did not come. What came stays; go on when you are connected.",
  fault_gone: "“{title}” is not kept: it was removed before all of it came.",
  fault_none: "“{title}” cannot be kept: it is not in this edition.",
  nothing: "There is nothing to keep: the site did not say what it has. Try again when you are connected.",
  room_title: "Room on this device",
  room: "{used} in use of about {all}.",
  room_unknown: "This browser does not say how much room there is.",
  room_kept: "The browser keeps it until you remove it.",
  room_may_go: "The browser may remove it when the device runs out of room.",
  ask: "Ask the browser to keep it",
  refused: "The browser did not promise it. Installing the paper as an app usually helps.",
  forget: "Remove traces of reading",
  forget_text: "Articles, pictures and searches that the browser kept while you read. What you keep above stays.",
  forgotten: "The traces of reading were removed.",
  open_title: "Open an edition from a file",
  open_text: "A .gazet file holds a whole edition with its pictures, a bundle.json its texts. It reads like any other paper, apart from this one.",
  open: "Choose a file",
  opening: "Opening “{title}”: {share} %",
  read: "Read",
  closed: "“{title}” was removed.",
  file_full: "“{title}” was not opened: there is no room for it on this device.",
  file_large: "“{title}” was not opened: a part of it is larger than this app reads.",
  file_changed: "“{title}” was not opened: it holds other bytes than it says it does.",
  file_broken: "“{title}” was not opened: it is no edition, or it is not whole.",
  file_none: "“{title}” was not opened: this browser keeps no files for this page. Reload it and try again.",
  aside_title: "Put aside",
  aside_text: "Something that was stored on this device could not be read. It lies here unchanged, and nothing was written over it. Save it as a file for whoever may mend it.",
  aside_save: "Save as a file",
  aside_saved: "What was put aside was handed to the browser as a file.",
  aside_removed: "What was put aside was removed.",
};
