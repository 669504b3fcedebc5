import { readFileSync } from "node:fs";
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import { StartError } from "../start-error.ts";

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** How long a whole request may take to arrive; 0 for bodies that have their own clock. */
  readonly requestTimeoutMs: number;
  /** A handler that failed costs its own connection and nothing else. */
  readonly onFailure: (error: unknown) => void;
  /** The setting that names the port, for the sentence when it is taken. */
  readonly setting: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const drainMs = 10_000;

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
    headersTimeout: 30_000,
    requestTimeout: options.requestTimeoutMs,
    maxHeaderSize: 32 * 1024,
  };
  const guarded = (handle: Handler) => (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      options.onFailure(error);
      response.destroy();
    });
  };
  const server = options.tls
    ? createHttps(
        { ...settings, cert: readFileSync(options.tls.cert), key: readFileSync(options.tls.key) },
        guarded(handler),
      )
    : createHttp(settings, guarded(handler));
  if (onContinue) server.on("checkContinue", guarded(onContinue));
  await start(server, options);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { port: address.port, [Symbol.asyncDispose]: () => stop(server) };
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
