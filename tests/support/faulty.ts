// A server that answers as the site does, except where a test breaks it.
// Only a real one can promise more bytes than it sends, or say nothing.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Answers a request instead of the site; `false` leaves it to the site, at
 * once or when the promise of it comes. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean | void | Promise<boolean>;

/** The site behind a host that can be broken and mended. */
export class Faulty {
  #server: Server;
  /** Addresses that were asked for, without the query. */
  readonly asked: string[] = [];
  /** What breaks it; nothing at first. */
  answer: Answer = () => false;

  /** @param site address of the site that answers the rest */
  constructor(site: string) {
    this.#server = createServer(async (request, response) => {
      const path = new URL(request.url ?? '/', site).pathname;
      this.asked.push(path);
      if ((await this.answer(request, response)) !== false) return;
      const own = await fetch(new URL(path, site), { redirect: 'manual' });
      const headers = [...own.headers].filter(
        ([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name),
      );
      response.writeHead(own.status, Object.fromEntries(headers));
      response.end(Buffer.from(await own.arrayBuffer()));
    });
  }

  /** Where it listens: `http://127.0.0.1:PORT/`. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Starts it on a free port. */
  start(): Promise<void> {
    return new Promise(resolve => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Ends it, with whatever hangs. */
  stop(): Promise<unknown> {
    this.#server.closeAllConnections();
    // An error says that it had ended before.
    return new Promise(resolve => this.#server.close(resolve));
  }

  /** Breaks every request whose path matches, and mends the rest. */
  break(path: RegExp, how: Answer): void {
    this.answer = (request, response) => (path.test(request.url ?? '') ? how(request, response) : false);
  }

  /** Mends it. */
  mend(): void {
    this.answer = () => false;
  }
}

/** An answer with this status, type and text. */
export function text(status: number, type: string, body: string): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(body);
  };
}

let packed: Buffer | undefined;

/** Two hundred million blanks around a document, compressed once. */
function bomb(): Buffer {
  packed ??= gzipSync(`{"format":1${' '.repeat(200_000_000)}}`);
  return packed;
}

/** Ways in which an answer can be wrong. */
export const faults = {
  missing: text(404, 'text/plain', 'not here'),
  broken: text(500, 'text/plain', 'broken'),
  html: text(200, 'text/html', '<!doctype html><title>Sign in</title>'),
  malformed: text(200, 'application/json', '{"format":1,"site":7}'),
  newer: text(200, 'application/json', '{"format":99}'),
  /** Larger than the 8 MB that are read. */
  large: text(200, 'application/json', `{"format":1,"rest":"${' '.repeat(9 * 1024 * 1024)}"}`),
  /** A document of 200 MB that travels as 200 KB. */
  swelling: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(bomb());
  },
  /** Promises more than it sends. */
  truncated: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"format":1,');
    setTimeout(() => response.destroy(), 20);
  },
  /** A whole answer of half a document. */
  half: text(200, 'application/json', '{"format":1,"site":{"title":"Ga'),
  /** Hangs up. */
  silent: request => void request.socket.destroy(),
  /** Never answers. */
  hanging: () => {},
  /** Sends a letter now and then, and never comes to an end. */
  dripping: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"for');
    const drip = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(drip));
  },
} satisfies Record<string, Answer>;
