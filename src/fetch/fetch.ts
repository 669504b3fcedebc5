import { lookup as systemLookup } from "node:dns/promises";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import ipaddr from "ipaddr.js";
import { classifyAddress } from "./address.ts";
import { parseForeignUrl } from "./parse-url.ts";

/** Why a foreign file could not be had, in plain words that hold nothing of what was fetched. */
export class FetchFailure extends Error {
  override readonly name = "FetchFailure";
  /** Whether trying again makes no sense. */
  readonly permanent: boolean;

  constructor(reason: string, { permanent }: { readonly permanent: boolean }) {
    super(reason);
    this.permanent = permanent;
  }
}

export interface FetchOptions {
  /** CIDRs that the operator opened on purpose. */
  readonly allowPrivate: readonly string[];
  readonly maxBytes: number;
  /** Without a byte for so long, it is given up. */
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly maxRedirects?: number;
  /** All addresses of a name. */
  readonly lookup?: (host: string) => Promise<readonly string[]>;
}

export interface FetchedHead {
  readonly contentType: string | undefined;
  /** As announced. */
  readonly lengthBytes: number | undefined;
}

const refuse = (reason: string): FetchFailure => new FetchFailure(reason, { permanent: true });
const passing = (reason: string): FetchFailure => new FetchFailure(reason, { permanent: false });
const redirects = new Set([301, 302, 303, 307, 308]);

const resolveName = async (host: string): Promise<readonly string[]> =>
  (await systemLookup(host, { all: true })).map(({ address }) => address);

/** Fetches a file: each hop's address is checked before it is connected to, and it is connected to that address and no other. */
export async function fetchForeign<T>(
  text: string,
  options: FetchOptions,
  onBody: (head: FetchedHead, body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  let next = text;
  for (let hop = 0; hop <= (options.maxRedirects ?? 3); hop++) {
    const parsed = parseForeignUrl(next, options);
    if (!parsed.ok)
      throw refuse(hop === 0 ? parsed.reason : `It leads to an address that is not fetched. ${parsed.reason}`);
    const response = await connect(parsed.url, await vettedAddress(parsed.url, options), options);
    const location = redirects.has(response.statusCode ?? 0) ? response.headers.location : undefined;
    if (location === undefined) return receive(response, options, onBody);
    response.destroy();
    if (!URL.canParse(location, parsed.url)) throw refuse("It leads to an address that cannot be read.");
    next = new URL(location, parsed.url).href;
  }
  throw refuse("It leads on to other addresses too often.");
}

/** One address of the host; refused when any of them is not on the open internet. */
async function vettedAddress(url: URL, { allowPrivate, lookup = resolveName }: FetchOptions): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host)) return host;
  const addresses = await lookup(host).catch(() => {
    throw passing("The name of its host cannot be resolved.");
  });
  for (const address of addresses) {
    const verdict = classifyAddress(address, allowPrivate);
    if (!verdict.ok) throw refuse(`Its host has an address that is not on the open internet (${verdict.kind}).`);
  }
  const [first] = addresses;
  if (first === undefined) throw passing("Its host has no address.");
  return first;
}

function connect(url: URL, address: string, { idleTimeoutMs, signal }: FetchOptions): Promise<IncomingMessage> {
  const family = ipaddr.parse(address).kind() === "ipv6" ? 6 : 4;
  const start = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = start(url, {
      method: "GET",
      agent: false,
      signal,
      headers: { "user-agent": "Medialoft", accept: "*/*", "accept-encoding": "identity" },
      lookup: (_host, lookupOptions, done) =>
        lookupOptions.all ? done(null, [{ address, family }]) : done(null, address, family),
    });
    request.setTimeout(idleTimeoutMs, () => request.destroy(passing("Its host does not answer.")));
    request.once("response", resolve);
    request.once("error", (error) =>
      reject(error instanceof FetchFailure ? error : passing("Its host cannot be reached.")),
    );
    request.end();
  });
}

async function receive<T>(
  response: IncomingMessage,
  options: FetchOptions,
  onBody: (head: FetchedHead, body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  try {
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      throw new FetchFailure(`Its host answers with status ${status}.`, { permanent: status >= 400 && status < 500 });
    }
    const encoding = response.headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") throw refuse("Its host sends it compressed.");
    const announced = response.headers["content-length"];
    const lengthBytes = announced === undefined ? undefined : Number(announced);
    if (lengthBytes !== undefined && lengthBytes > options.maxBytes) throw refuse("It is larger than a file may be.");
    return await onBody(
      { contentType: response.headers["content-type"], lengthBytes },
      capped(response, options.maxBytes),
    );
  } finally {
    response.destroy();
  }
}

async function* capped(response: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw refuse("It is larger than a file may be.");
      yield chunk;
    }
  } catch (error) {
    throw error instanceof FetchFailure ? error : passing("Its host broke off in the middle of the file.");
  }
  if (!response.complete) throw passing("Its host broke off in the middle of the file.");
}
