import type { IncomingMessage } from "node:http";
import { BlockList, isIPv4, isIPv6 } from "node:net";
import type { Client } from "../contract/client.ts";
import { chooseLanguage } from "../contract/language.ts";

/** What a request says about the way that it came. */
interface Incoming {
  /** The address at the other end of the connection. */
  readonly peer: string | undefined;
  readonly isEncrypted: boolean;
  readonly forwardedFor?: string | undefined;
  readonly forwardedProto?: string | undefined;
}

type IsTrusted = (address: string) => boolean;

/** Answers who sent a request, and in which language he is told things. Only a proxy in one of the networks is believed what it says about others. */
export function createClientReader(
  trustedProxies: readonly string[],
): (
  request: Pick<IncomingMessage, "headers"> & { readonly socket: { readonly remoteAddress?: string | undefined } },
) => Client {
  const isTrusted = inNetworks(trustedProxies);
  return ({ socket, headers }) => {
    const client = findClient(
      {
        peer: socket.remoteAddress,
        isEncrypted: "encrypted" in socket,
        forwardedFor: joined(headers["x-forwarded-for"]),
        forwardedProto: joined(headers["x-forwarded-proto"]),
      },
      isTrusted,
    );
    const language = chooseLanguage(headers["accept-language"]);
    return language === "en" ? client : { ...client, language };
  };
}

/**
 * From the connection back towards the client, as long as the one who says so is trusted: the first who is not is the
 * client. What cannot be read as an address ends the way, since whoever stands before it could have written anything.
 */
function findClient(incoming: Incoming, isTrusted: IsTrusted): Client {
  const own: Client = {
    address: peerAddress(incoming.peer ?? ""),
    protocol: incoming.isEncrypted ? "https" : "http",
  };
  if (!isTrusted(own.address)) return own;
  const hops = listOf(incoming.forwardedFor).reverse();
  let address = own.address;
  let passed = 0;
  for (const hop of hops) {
    const next = addressIn(hop);
    if (next === undefined) break;
    address = next;
    passed++;
    if (!isTrusted(next)) break;
  }
  return { address, protocol: protocolOf(incoming.forwardedProto, { passed, of: hops.length }) ?? own.protocol };
}

const maxPeers = 1000;
const knownPeers = new Map<string, string>();

/** Few connections carry many requests. */
function peerAddress(peer: string): string {
  const known = knownPeers.get(peer);
  if (known !== undefined) return known;
  const address = plainAddress(peer) ?? "";
  if (knownPeers.size >= maxPeers) knownPeers.clear();
  knownPeers.set(peer, address);
  return address;
}

/** Of as many entries as there are addresses, the client's own; else the last, which the nearest proxy wrote. */
function protocolOf(header: string | undefined, hops: { passed: number; of: number }): Client["protocol"] | undefined {
  const entries = listOf(header);
  const entry = entries.length === hops.of && hops.passed > 0 ? entries.at(-hops.passed) : entries.at(-1);
  const known = entry?.toLowerCase();
  return known === "http" || known === "https" ? known : undefined;
}

const joined = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(",") : value;

const listOf = (header: string | undefined): string[] =>
  header === undefined || header.trim() === "" ? [] : header.split(",").map((entry) => entry.trim());

/** Some proxies add the port, and quotes. */
function addressIn(hop: string): string | undefined {
  const bare = hop.replace(/^"(.*)"$/, "$1");
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(bare) ?? [];
  return plainAddress(bracketed ?? dotted ?? bare);
}

function plainAddress(text: string): string | undefined {
  const address = text.replace(/%.*$/s, "");
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return undefined;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  return [high, low].flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255]).join(".");
}

/** Tells whether an address is in one of the networks. */
export function inNetworks(networks: readonly string[]): IsTrusted {
  if (networks.length === 0) return () => false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = "", bits] = network.split("/");
    list.addSubnet(base, Number(bits), isIPv6(base) ? "ipv6" : "ipv4");
  }
  return (address) => address !== "" && list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
