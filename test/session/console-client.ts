import { type IncomingHttpHeaders, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";
import type { RunningServer } from "../../src/server.ts";

export interface ConsoleAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface ConsoleAsk {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly ca?: string;
}

/** One request with exactly these headers, also those that browsers set themselves. */
export async function ask(
  address: string,
  { method = "GET", headers = {}, body, ca }: ConsoleAsk = {},
): Promise<ConsoleAnswer> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const options = {
    method,
    agent: false as const,
    headers: { ...(json !== undefined && { "content-type": "application/json" }), ...headers },
  };
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    const sent = address.startsWith("https:")
      ? requestHttps(address, { ...options, ca }, resolve)
      : requestHttp(address, options, resolve);
    sent.on("error", reject).end(json);
  });
  const answer = await text(response);
  return { status: response.statusCode ?? 0, headers: response.headers, body: parse(answer), text: answer };
}

function parse(answer: string): Record<string, unknown> {
  try {
    return JSON.parse(answer);
  } catch {
    return {};
  }
}

/** Keeps cookie and token, as the console in a browser does. */
export class ConsoleClient {
  readonly #server: Pick<RunningServer, "apiUrl">;
  readonly #ca: string | undefined;
  cookie: string | undefined;
  csrfToken = "before-sign-in";

  constructor(server: Pick<RunningServer, "apiUrl">, ca?: string) {
    this.#server = server;
    this.#ca = ca;
  }

  async ask(path: string, options: ConsoleAsk = {}): Promise<ConsoleAnswer> {
    const answer = await ask(`${this.#server.apiUrl}${path}`, {
      ...options,
      ...(this.#ca !== undefined && { ca: this.#ca }),
      headers: {
        ...(this.cookie !== undefined && { cookie: this.cookie }),
        ...(options.method === "POST" && { "x-medialoft-csrf": this.csrfToken }),
        ...options.headers,
      },
    });
    const [set] = answer.headers["set-cookie"] ?? [];
    if (set !== undefined) this.cookie = set.split(";", 1)[0];
    if (typeof answer.body.csrfToken === "string") this.csrfToken = answer.body.csrfToken;
    return answer;
  }

  post(path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<ConsoleAnswer> {
    return this.ask(path, { method: "POST", body, headers });
  }

  signIn(credentials: Readonly<Record<string, string>>): Promise<ConsoleAnswer> {
    return this.post("/session/sign-in", credentials);
  }

  /** Calls an operation, and answers what it answered. */
  async call(operation: string, parameters: Record<string, unknown> = {}, as?: object) {
    const { body } = await this.post(`/session/call/${operation}`, { parameters, ...(as && { as }) });
    return { ...body, fields: JSON.parse(String(body.body ?? "{}")) as Record<string, unknown>, status: body.status };
  }
}
