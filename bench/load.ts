// A process that sends signed calls as fast as they are answered, so that the server has a core of its own.
// It reads a plan from its input, signs, says ready, waits for a line, sends, and says how long that took.
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { nodeHashes } from "../src/identity/hashes.ts";
import { signAcs3 } from "../src/signing/acs3.ts";
import { percentEncode } from "../src/signing/percent-encode.ts";
import { rootKey } from "./processes.ts";

export interface LoadPlan {
  readonly url: string;
  readonly connections: number;
  readonly action: string;
  /** One call each, in turn, until there are `calls`. */
  readonly queries: readonly Readonly<Record<string, string>>[];
  readonly calls: number;
}

const emptySha256 = nodeHashes.sha256Hex("");

/** As `@alicloud/openapi-core` puts it on the wire. */
function signedCall({ url, action }: LoadPlan, query: Readonly<Record<string, string>>): Buffer {
  const headers = {
    host: new URL(url).host,
    "x-acs-action": action,
    "x-acs-version": "2020-11-09",
    "x-acs-date": new Date().toISOString().replace(/\.\d+/, ""),
    "x-acs-signature-nonce": randomUUID(),
    "x-acs-content-sha256": emptySha256,
    accept: "application/json",
    "user-agent": "bench",
  };
  const pairs = Object.entries(query);
  const request = { method: "POST", path: "/", query: pairs, headers, bodySha256: emptySha256 };
  const authorization = signAcs3(nodeHashes, rootKey, request);
  const target = `/?${pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&")}`;
  const lines = Object.entries({ ...headers, authorization, "content-length": "0" }).map(([n, v]) => `${n}: ${v}\r\n`);
  return Buffer.from(`POST ${target} HTTP/1.1\r\n${lines.join("")}\r\n`);
}

/** Sends one call after the other on one connection. */
function drive(url: URL, next: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    let received = "";
    const send = () => {
      const call = next();
      if (call) socket.write(call);
      else socket.end(resolve);
    };
    socket.setEncoding("latin1").on("error", reject).once("connect", send);
    socket.on("data", (text: string) => {
      received += text;
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1]);
      if (received.length < end + 4 + length) return;
      if (!received.startsWith("HTTP/1.1 200")) return reject(new Error(received));
      received = "";
      send();
    });
  });
}

async function run(lines: AsyncIterator<string>): Promise<void> {
  const plan: LoadPlan = JSON.parse((await lines.next()).value);
  const calls = Array.from({ length: plan.calls }, (_, i) =>
    signedCall(plan, plan.queries[i % plan.queries.length] ?? {}),
  );
  console.log(JSON.stringify({ ready: true }));
  await lines.next();
  let sent = 0;
  const url = new URL(plan.url);
  const began = performance.now();
  await Promise.all(Array.from({ length: plan.connections }, () => drive(url, () => calls[sent++])));
  console.log(JSON.stringify({ perSecond: (plan.calls / (performance.now() - began)) * 1000 }));
}

await run(createInterface({ input: process.stdin })[Symbol.asyncIterator]());
process.exit();
