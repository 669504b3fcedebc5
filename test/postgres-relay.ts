import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between clients and a PostgreSQL server, and passes everything on until it is told to keep the answers back. */
export class PostgresRelay implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #trigger: string | undefined;
  #quiet = false;
  #isOver = false;
  #asked = Promise.withResolvers<void>();

  private constructor(target: string, server: Server) {
    this.#server = server;
    const { hostname, port } = new URL(target);
    server.on("connection", (client) => this.#relay(client, connect(Number(port), hostname)));
    // Somebody may knock until the very end.
    server.on("connection", (client) => this.#isOver && client.destroy());
    this.url = withPort(target, server);
  }

  static async open(target: string): Promise<PostgresRelay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PostgresRelay(target, server);
  }

  /** From what a client sends with this in it, no answer comes through any more. Resolves when that was sent. */
  hush(trigger = ""): Promise<void> {
    this.#trigger = trigger;
    return this.#asked.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #relay(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
    client.on("data", (bytes) => {
      if (this.#trigger !== undefined && bytes.includes(this.#trigger)) {
        this.#quiet = true;
        this.#asked.resolve();
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (!this.#quiet) client.write(bytes);
    });
  }
}

function withPort(target: string, server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The relay has no port.");
  const url = new URL(target);
  url.port = String(address.port);
  return url.href;
}
