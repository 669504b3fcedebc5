import type { IncomingMessage, ServerResponse } from "node:http";
import type { Client } from "../contract/client.ts";
import { inNetworks } from "./client-address.ts";
import { type GaugeParts, readGauges } from "./gauges.ts";
import type { Metrics } from "./metrics.ts";

export interface MetricsParts extends GaugeParts {
  readonly metrics: Metrics;
  /** From where they may be read. */
  readonly networks: readonly string[];
}

/** Headers by which a proxy says that it asks for somebody else. */
const forwarding = ["x-forwarded-for", "forwarded", "via", "x-real-ip"];

/** Tells whether a client may read the metrics. */
export function createMetricsGuard(networks: readonly string[]) {
  const isInside = inNetworks(networks);
  return ({ headers, socket }: IncomingMessage, { address }: Client): boolean => {
    const isForwarded = forwarding.some((name) => headers[name] !== undefined);
    // Who asks through a proxy that is not trusted has the proxy's address, which may well be this machine's own.
    const isItself = !isForwarded || !isSame(socket.remoteAddress, address);
    return isItself && isInside(address);
  };
}

const isSame = (remote = "", address: string): boolean => remote.replace(/^::ffff:/, "") === address;

export async function answerMetrics(response: ServerResponse, parts: MetricsParts): Promise<void> {
  const body = parts.metrics.text(await readGauges(parts));
  response
    .writeHead(200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    })
    .end(body);
}
