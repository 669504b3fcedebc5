import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";
import type { Client } from "../contract/client.ts";

/** A request, as far as it says where it wanted to go. */
export type Addressed = Pick<IncomingMessage, "headers"> & {
  readonly socket: { readonly localAddress?: string | undefined };
};

/** Answers the origin that a browser sees, or undefined when the Host is none of ours. */
export type OriginReader = (request: Addressed, client: Client) => string | undefined;

interface OwnHosts {
  readonly publicApiUrl: string;
  /** Further names, with ports, in lower case. */
  readonly names: readonly string[];
}

/** Names of this machine for itself: no name server can lead them elsewhere. */
const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?$/;

/**
 * A page whose name was made to lead to this server has that name as its Host, and its own origin: it is told nothing. An
 * address cannot be led astray, so the one that the connection came in at is always ours.
 */
export function createOriginReader({ publicApiUrl, names }: OwnHosts): OriginReader {
  const publicHost = hostOf(publicApiUrl);
  const known = new Set([publicHost, ...names]);
  const isPublicSecure = publicApiUrl.startsWith("https:");
  return (request, client) => {
    const host = request.headers.host?.toLowerCase();
    if (host === undefined) return undefined;
    if (!known.has(host) && !loopback.test(host) && !isLocalAddress(host, request.socket.localAddress))
      return undefined;
    const isSecure = client.protocol === "https" || (isPublicSecure && host === publicHost);
    return `${isSecure ? "https" : "http"}://${host}`;
  };
}

/** Without the scheme. */
export const hostOf = (url: string): string => url.replace(/^https?:\/\//, "").toLowerCase();

function isLocalAddress(host: string, local = ""): boolean {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(host) ?? [];
  const address = bracketed ?? dotted ?? "";
  if (isIP(address) === 0 || local === "") return false;
  return plain(address) === plain(local);
}

function plain(address: string): string {
  const bare = address.replace(/%.*$/s, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIPv6(bare) ? new URL(`http://[${bare}]`).hostname : bare;
}
