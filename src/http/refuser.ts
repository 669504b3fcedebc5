import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Fault, Refusal } from "../contract/fault.ts";

/** The door's own words for a fault; of a method only where it is known. */
export type Refuse = (fault: Fault, method: string | undefined) => Promise<Refusal>;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** How long a refused client may go on sending before the connection is cut: who still sends would not see the answer. */
const lingerMs = 2000;

/** Answers, in the door's words, what never reaches the door, and then closes the connection. */
export class Refuser {
  readonly #refuse: Refuse;
  /** The newest request of each connection. */
  readonly #newest = new WeakMap<Duplex, Exchange>();
  readonly #refused = new WeakSet<Duplex>();

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  /** To be told of every request: a connection's earlier requests are answered before it is refused. */
  note(request: IncomingMessage, response: ServerResponse): void {
    this.#newest.set(request.socket, { request, response });
  }

  /** Refuses a request that was read as far as its headers. */
  async refuseRequest({ request, response }: Exchange, fault: Fault): Promise<void> {
    this.#refused.add(request.socket);
    request.resume();
    respond(response, await this.#refuse(fault, request.method));
  }

  /** Refuses whatever comes on a connection. A request whose body broke off is answered in its place. */
  async refuseConnection(socket: Duplex, fault: Fault): Promise<void> {
    if (this.#refused.has(socket)) return;
    this.#refused.add(socket);
    const { request, response } = this.#newest.get(socket) ?? {};
    const refusal = await this.#refuse(fault, request?.complete ? undefined : request?.method);
    if (!request || !response) return writeAndClose(socket, refusal);
    if (request.complete) {
      if (!response.closed) await new Promise((resolve) => response.once("close", resolve));
      return writeAndClose(socket, refusal);
    }
    if (response.headersSent) {
      socket.end(() => socket.destroy());
      return;
    }
    // An answered request is forgotten by Node, which would leave the reader of its body waiting for ever.
    response.once("finish", () => request.destroy(new Error(fault.sentence)));
    respond(response, refusal);
  }
}

const closingHeaders = ({ headers, body }: Refusal) => ({
  ...headers,
  "Content-Length": Buffer.byteLength(body),
  Connection: "close",
});

function respond(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, closingHeaders(refusal)).end(refusal.body);
}

function writeAndClose(socket: Duplex, refusal: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = refusal;
  const lines = Object.entries({ ...closingHeaders(refusal), Date: new Date().toUTCString() });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once("close", () => clearTimeout(timer));
}
