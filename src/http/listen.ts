import { readFileSync } from "node:fs";
import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import { createServer as createHttps } from "node:https";
import type { Duplex } from "node:stream";
import type { Fault } from "../contract/fault.ts";
import { StartError } from "../start-error.ts";
import { faultOf, findFault, maxHeaderBytes } from "./framing.ts";
import { type Refuse, Refuser } from "./refuser.ts";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** How long a whole request may take to arrive; 0 for bodies that have their own clock. */
  readonly requestTimeoutMs: number;
  /** How long a connection may stay on which no byte moves; five minutes when absent. */
  readonly silenceMs?: number;
  /** Answers for the door where a request does not reach it. */
  readonly refuse: Refuse;
  /** A handler that failed costs its own connection and nothing else. */
  readonly onFailure: (error: unknown) => void;
  /** The setting that names the port, for the sentence when it is taken. */
  readonly setting: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const drainMs = 10_000;
const headersMs = 30_000;
/** No answer takes as long to be made: what is silent so long is not read. */
const usualSilenceMs = 300_000;
const noTunnels: Fault = { kind: "tunnel", sentence: "This server makes no connections for others." };

export interface Listener extends AsyncDisposable {
  /** The real one. */
  readonly port: number;
}

/** Listens. At its end running requests have 10 s to finish. */
export async function listen(
  handler: Handler,
  onContinue: Handler | undefined,
  options: ListenOptions,
): Promise<Listener> {
  const settings = {
    keepAliveTimeout: 30_000,
    ...arrivalTimes(options.requestTimeoutMs),
    maxHeaderSize: maxHeaderBytes,
    // Answered by the door like all that is malformed.
    requireHostHeader: false,
  };
  const refuser = new Refuser(options.refuse);
  const guarded = (handle: Handler) => (request: IncomingMessage, response: ServerResponse) => {
    refuser.note(request, response);
    // What follows a wish for another protocol is no longer parsed, whether or not the wish is granted.
    if (request.headers.upgrade !== undefined) response.setHeader("Connection", "close");
    const fault = findFault(request);
    const answered = fault ? refuser.refuseRequest({ request, response }, fault) : handle(request, response);
    answered.catch((error: unknown) => {
      options.onFailure(error);
      response.destroy();
    });
  };
  const server = options.tls ? createSecure(settings, options.tls) : createHttp(settings);
  // Who has said all may listen on for the answer; Node knows this switch without documenting it.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.timeout = options.silenceMs ?? usualSilenceMs;
  server.on("request", guarded(handler));
  if (onContinue) server.on("checkContinue", guarded(onContinue));
  // Nobody has to meet an expectation that he does not know.
  server.on("checkExpectation", guarded(handler));
  const refuse = (socket: Duplex, fault: Fault): void => {
    refuser.refuseConnection(socket, fault).catch((error: unknown) => {
      options.onFailure(error);
      socket.destroy();
    });
  };
  server.on("connect", (_request, socket) => refuse(socket, noTunnels));
  server.on("clientError", (error, socket) => {
    const fault = faultOf(error);
    if (fault) refuse(socket, fault);
    else socket.destroy();
  });
  await start(server, options);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { port: address.port, [Symbol.asyncDispose]: () => stop(server) };
}

/** A connection whose handshake never ends would hold up the end of the server, too. */
function createSecure(settings: ServerOptions, { cert, key }: { readonly cert: string; readonly key: string }): Server {
  try {
    const files = { cert: readFileSync(cert), key: readFileSync(key) };
    return createHttps({ ...settings, ...files, handshakeTimeout: drainMs });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`https cannot be served with ${cert} and ${key}: ${reason}.`);
  }
}

/** How long headers and whole requests may take, and how often that is looked at. */
function arrivalTimes(requestTimeoutMs: number) {
  const headersTimeout = requestTimeoutMs === 0 ? headersMs : Math.min(headersMs, requestTimeoutMs);
  return { headersTimeout, requestTimeout: requestTimeoutMs, connectionsCheckingInterval: headersTimeout / 6 };
}

function start(server: Server, { host, port, setting }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const taken = "code" in error && error.code === "EADDRINUSE";
      reject(
        new StartError(
          taken
            ? `Port ${port} on ${host} is in use. ${setting} chooses another one.`
            : `Cannot listen on ${host}:${port}: ${error.message}`,
        ),
      );
    });
    server.listen(port, host, 511, resolve);
  });
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const forced = setTimeout(() => server.closeAllConnections(), drainMs);
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearTimeout(forced);
  clearInterval(idle);
}
