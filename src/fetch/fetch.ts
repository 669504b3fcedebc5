import { isUtf8 } from "node:buffer";
import type { LookupAddress } from "node:dns";
import { lookup as systemLookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { classifyAddress, isWithin } from "./address.ts";
import { leadsHome, type OwnDoors } from "./own-doors.ts";
import { addressIn, hasOtherPort, parseForeignUrl, type UrlRules } from "./parse-url.ts";

export type FetchFailureCode =
  | "refused"
  | "redirects"
  | "unreachable"
  | "timeout"
  | "certificate"
  | "status"
  | "encoded"
  | "too-large"
  | "cut-off";

/** Why a foreign file could not be had, in plain words that hold nothing of what was fetched. */
export class FetchFailure extends Error {
  override readonly name = "FetchFailure";
  readonly code: FetchFailureCode;
  /** Whether trying again makes no sense. */
  readonly permanent: boolean;

  constructor(code: FetchFailureCode, reason: string, { permanent }: { readonly permanent: boolean }) {
    super(reason);
    this.code = code;
    this.permanent = permanent;
  }
}

export interface FetchOptions {
  /** CIDRs that the operator opened on purpose. */
  readonly allowPrivate: readonly string[];
  /** Closed, whatever is opened. */
  readonly ownDoors: OwnDoors;
  readonly maxBytes: number;
  /** From asking for the host's address to the last header of its answer, for each hop. Default 30 s. */
  readonly connectTimeoutMs?: number;
  /** Without a byte of the body for so long, it is given up. */
  readonly idleTimeoutMs: number;
  /** For everything together. Default 4 hours. */
  readonly totalTimeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly maxRedirects?: number;
  /** All addresses of a name. */
  readonly lookup?: (host: string) => Promise<readonly string[]>;
}

export interface FetchedHead {
  readonly contentType: string | undefined;
  /** As announced. */
  readonly lengthBytes: number | undefined;
}

/** The options of one fetch, whose signal is also raised by its own timers. */
interface Fetch extends FetchOptions {
  readonly signal: AbortSignal;
  readonly giveUp: (failure: FetchFailure) => void;
}

const final = (code: FetchFailureCode, reason: string) => new FetchFailure(code, reason, { permanent: true });
const passing = (code: FetchFailureCode, reason: string) => new FetchFailure(code, reason, { permanent: false });
const tooLarge = () => final("too-large", "It is larger than a file may be.");
const cutOff = () => passing("cut-off", "Its host broke off in the middle of the file.");

const redirects = new Set([301, 302, 303, 307, 308]);
const passingStatuses = new Set([408, 425, 429]);
const certificateError = /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

const resolveName = async (host: string): Promise<readonly string[]> =>
  (await systemLookup(host, { all: true })).map(({ address }) => address);

/**
 * Fetches a file. Each hop's addresses are checked before it is connected to, and it is connected to those and no others.
 * What onBody throws is passed on as it is; everything else is a FetchFailure, or the reason of the given signal.
 */
export async function fetchForeign<T>(
  text: string,
  options: FetchOptions,
  onBody: (head: FetchedHead, body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, own.signal]) : own.signal;
  const fetch: Fetch = { ...options, signal, giveUp: (failure) => own.abort(failure) };
  const late = passing("timeout", "It takes longer than a fetch may take.");
  const timer = setTimeout(() => own.abort(late), options.totalTimeoutMs ?? 4 * 3600_000);
  try {
    const response = await follow(text, fetch);
    try {
      return await onBody(readHead(response, options.maxBytes), readBody(response, fetch));
    } finally {
      response.destroy();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** The first answer that leads nowhere else. */
async function follow(text: string, fetch: Fetch): Promise<IncomingMessage> {
  let url = readUrl(text, { allowPrivate: fetch.allowPrivate });
  for (let hop = 0; hop <= (fetch.maxRedirects ?? 3); hop++) {
    const response = await openHop(url, fetch);
    const location = redirects.has(response.statusCode ?? 0) ? response.headers.location : undefined;
    if (location === undefined) return response;
    response.destroy();
    url = readLocation(location, url, fetch);
  }
  throw final("redirects", "It leads on to other addresses too often.");
}

/** Signed links of stores and CDNs may be longer than what can be registered; names in them come as raw UTF-8, too. */
function readLocation(location: string, from: URL, { allowPrivate }: Fetch): URL {
  const bytes = Buffer.from(location, "latin1");
  const text = isUtf8(bytes) ? bytes.toString() : location;
  if (!URL.canParse(text, from)) throw final("refused", "It leads to an address that cannot be read.");
  const rules = { allowPrivate, maxUrlBytes: 8192 };
  return readUrl(new URL(text, from).href, rules, (reason) => `It leads to an address that is not fetched. ${reason}`);
}

function readUrl(text: string, rules: UrlRules, say = (reason: string): string => reason): URL {
  const parsed = parseForeignUrl(text, rules);
  if (!parsed.ok) throw final("refused", say(parsed.reason));
  return parsed.url;
}

async function openHop(url: URL, fetch: Fetch): Promise<IncomingMessage> {
  const late = passing("timeout", "Its host does not answer in time.");
  const timer = setTimeout(() => fetch.giveUp(late), fetch.connectTimeoutMs ?? 30_000);
  try {
    const addresses = await vettedAddresses(url, fetch);
    if (leadsHome(url, addresses, fetch.ownDoors))
      throw final("refused", "Its host and port are those of this server itself.");
    return await connect(url, addresses, fetch);
  } catch (error) {
    throw explain(error, fetch, passing("unreachable", "Its host cannot be reached."));
  } finally {
    clearTimeout(timer);
  }
}

/** The addresses of the host; refused when any of them is not on the open internet. */
async function vettedAddresses(url: URL, { allowPrivate, lookup = resolveName, signal }: Fetch) {
  const literal = addressIn(url);
  if (literal !== undefined) return [literal];
  signal.throwIfAborted();
  const addresses = await unlessAborted(lookup(url.hostname), signal).catch(() => {
    throw passing("unreachable", "The name of its host cannot be resolved.");
  });
  for (const address of addresses) {
    const verdict = classifyAddress(address, allowPrivate);
    if (!verdict.ok)
      throw final("refused", `Its host has an address that is not on the open internet (${verdict.kind}).`);
    if (hasOtherPort(url) && !isWithin(address, allowPrivate))
      throw final("refused", "Its port is neither 80 nor 443.");
  }
  if (addresses.length === 0) throw passing("unreachable", "Its host has no address.");
  return addresses;
}

export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

function connect(url: URL, addresses: readonly string[], { signal }: Fetch): Promise<IncomingMessage> {
  const start = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = start(url, { ...requestOptions(addresses), signal });
    request.on("error", reject);
    // The only sign of an answer that switches protocols.
    request.once("close", () => reject(new Error("The connection was closed.")));
    request.once("response", resolve);
    request.end();
  });
}

/** Spelled out, so that no environment variable or flag of the process changes them. */
function requestOptions(addresses: readonly string[]): RequestOptions {
  const answers: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const [first] = answers;
  return {
    method: "GET",
    agent: false,
    headers: { "user-agent": "Medialoft", accept: "*/*", "accept-encoding": "identity" },
    rejectUnauthorized: true,
    insecureHTTPParser: false,
    maxHeaderSize: 16_384,
    lookup: (_host, { all }, done) => (all ? done(null, answers) : done(null, first?.address ?? "", first?.family)),
  };
}

function readHead({ statusCode: status = 0, headers }: IncomingMessage, maxBytes: number): FetchedHead {
  if (status !== 200) {
    const permanent = status < 500 && !passingStatuses.has(status);
    throw new FetchFailure("status", `Its host answers with status ${status}.`, { permanent });
  }
  const encoded = !/^(identity)?$/i.test(headers["content-encoding"] ?? "");
  if (encoded || !/^(chunked)?$/i.test(headers["transfer-encoding"] ?? ""))
    throw final("encoded", "Its host sends it compressed.");
  const announced = headers["content-length"];
  const lengthBytes = announced === undefined ? undefined : Number(announced);
  if (lengthBytes !== undefined && lengthBytes > maxBytes) throw tooLarge();
  return { contentType: headers["content-type"], lengthBytes };
}

/** Only the time in which the host is waited for counts as idle, not the time that the reader takes. */
async function* readBody(response: IncomingMessage, fetch: Fetch): AsyncGenerator<Uint8Array> {
  const silent = passing("timeout", "Its host stopped sending in the middle of the file.");
  const startTimer = () => setTimeout(() => fetch.giveUp(silent), fetch.idleTimeoutMs);
  let timer = startTimer();
  let bytes = 0;
  try {
    for await (const chunk of response) {
      clearTimeout(timer);
      bytes += chunk.length;
      if (bytes > fetch.maxBytes) throw tooLarge();
      yield chunk;
      timer = startTimer();
    }
  } catch (error) {
    throw explain(error, fetch, cutOff());
  } finally {
    clearTimeout(timer);
  }
}

/** What to say about an error: our own words as they are, the reason for stopping, else the given failure. */
function explain(error: unknown, { signal }: Fetch, otherwise: FetchFailure): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof FetchFailure) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return certificateError.test(code) ? final("certificate", "Its host shows no valid certificate.") : otherwise;
}
