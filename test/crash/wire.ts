import { randomUUID } from "node:crypto";
import { Agent, request as sendRequest } from "node:http";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { signUrlV1 } from "../../src/signing/oss-v1.ts";
import { type Pair, percentEncodePath } from "../../src/signing/percent-encode.ts";
import { rpcV1StringToSign, signRpcV1 } from "../../src/signing/rpc-v1.ts";
import { rootKey } from "./program.ts";

/** An answer that arrived whole. */
export interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly requestId: string;
  readonly body: Buffer;
}

export interface ObjectRequest {
  readonly method: string;
  readonly key: string;
  readonly query?: readonly Pair[];
  readonly body?: readonly Uint8Array[];
}

/** The line broke before the answer had arrived whole: nobody knows what became of the request. */
export class CutOff extends Error {
  override readonly name = "CutOff";
}

/** Signed requests to a running server, as its root. */
export class Wire implements Disposable {
  bucket = "";
  readonly #api: string;
  readonly #object: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor({ api, object }: { readonly api: string; readonly object: string }) {
    this.#api = api;
    this.#object = object;
  }

  /** Calls an operation; a form that is sent a second time is a replay. */
  call(form: string): Promise<Answer> {
    return this.#send(this.#api, "POST", [Buffer.from(form)], { "Content-Type": "application/x-www-form-urlencoded" });
  }

  object({ method, key, query = [], body = [] }: ObjectRequest): Promise<Answer> {
    const { bucket } = this;
    const url = signUrlV1(nodeHashes, {
      ...rootKey,
      url: `${this.#object}/${bucket}/${percentEncodePath(key)}`,
      method,
      bucket,
      key,
      query,
      expires: Math.floor(Date.now() / 1000) + 600,
    });
    return this.#send(url, method, body, {});
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  #send(url: string, method: string, body: readonly Uint8Array[], headers: Record<string, string>): Promise<Answer> {
    const length = body.reduce((sum, piece) => sum + piece.byteLength, 0);
    return new Promise((resolve, reject) => {
      const cut = (cause: unknown) => reject(new CutOff(`${method} ${url}`, { cause }));
      const request = sendRequest(url, {
        method,
        agent: this.#agent,
        headers: { ...headers, "Content-Length": String(length) },
      });
      request.on("error", cut).on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", cut);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            etag: response.headers.etag ?? "",
            requestId: String(response.headers["x-oss-request-id"] ?? response.headers["x-acs-request-id"] ?? ""),
            body: Buffer.concat(chunks),
          }),
        );
      });
      for (const piece of body) request.write(piece);
      request.end();
    });
  }
}

/** The signed form of a call. */
export function signForm(action: string, input: Readonly<Record<string, string>>): string {
  const parameters: Pair[] = [
    ["Action", action],
    ["Version", "2020-11-09"],
    ["Format", "JSON"],
    ["AccessKeyId", rootKey.accessKeyId],
    ["SignatureMethod", "HMAC-SHA1"],
    ["SignatureVersion", "1.0"],
    ["SignatureNonce", randomUUID()],
    ["Timestamp", new Date().toISOString().replace(/\.\d+/, "")],
    ...Object.entries(input),
  ];
  const text = rpcV1StringToSign("POST", parameters);
  const signature = signRpcV1(nodeHashes, rootKey.secret, "HMAC-SHA1", text);
  return new URLSearchParams([
    ...parameters.map(([name, value]) => [name, value]),
    ["Signature", signature],
  ]).toString();
}
