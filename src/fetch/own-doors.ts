import { isThisMachine } from "./address.ts";

/** Where this server is itself reached: nothing is ever fetched from there. */
export interface OwnDoors {
  /** Names with ports, lower case, that reach the API. */
  readonly apiHosts: ReadonlySet<string>;
  /** Names with ports, lower case, that reach the objects. */
  readonly objectHosts: ReadonlySet<string>;
  readonly ports: { readonly api: number; readonly object: number };
}

export type Door = "api" | "object";

/** An address is the same with and without the port that its scheme has anyway; the one with it says more, and is first. */
export function spellings(scheme: string, authority: string): string[] {
  const usualPort = scheme === "https" ? ":443" : ":80";
  const host = authority.endsWith(usualPort) ? authority.slice(0, -usualPort.length) : authority.replace(/:$/, "");
  return /:\d+$/.test(host) ? [host] : [`${host}${usualPort}`, host];
}

/** The door at a host: by a name that is ours, or by a port of ours at any address of this machine. */
export function ownDoorAt(host: string, own: OwnDoors): Door | undefined {
  if (own.apiHosts.has(host)) return "api";
  if (own.objectHosts.has(host)) return "object";
  const [, bracketed, bare = "", port] = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d+)$/.exec(host) ?? [];
  const door = Number(port) === own.ports.api ? "api" : Number(port) === own.ports.object ? "object" : undefined;
  return door && isThisMachine(bracketed ?? bare) ? door : undefined;
}

/** Whether a URL leads to this server, by its host or by one of the addresses that the host has. */
export function leadsHome(url: URL, addresses: readonly string[], own: OwnDoors): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const places = addresses.map((address) => `${address.includes(":") ? `[${address}]` : address}:${port}`);
  const names = spellings(url.protocol.slice(0, -1), url.host);
  const ofBuckets = names.map((name) => name.slice(name.indexOf(".") + 1));
  return (
    [...names, ...places].some((host) => ownDoorAt(host, own)) || ofBuckets.some((name) => own.objectHosts.has(name))
  );
}
