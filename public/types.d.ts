// What the scripts find in their global scope beside what every browser's
// types have. Read by the type checker alone; no site has it.

/** The one policy of trusted types; what it gives is passed on as a text. */
interface TrustedPolicy {
  createScriptURL(address: string): string;
  createScript(text: string): string;
}

declare var trustedTypes:
  | { createPolicy(name: string, rules: Partial<TrustedPolicy>): TrustedPolicy }
  | undefined;

/** What Chromium asks before it offers to install an app. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

interface WindowEventMap {
  beforeinstallprompt: InstallPromptEvent;
}

/** What the installed paper is started with. */
declare var launchQueue:
  | { setConsumer(consumer: (launch: { files?: readonly { getFile(): Promise<File> }[] }) => unknown): void }
  | undefined;

// Put there by public/boot.js.
declare var installPrompt: InstallPromptEvent | undefined;
declare var registerWorker: () => void;
declare var writeData: (script: { textContent: string | null }, json: string) => void;

/** Put there by public/verify/: the id of the key that signed, or nothing. */
declare var gazetSigner: (bytes: Uint8Array, signature: string, key: string) => string;

/** Put there by precache.js, which `gazet build` writes. */
declare var GAZET_PRECACHE: {
  version: string;
  format: number;
  limit: number;
  key: string;
  shell: string[];
  data: string[];
};
