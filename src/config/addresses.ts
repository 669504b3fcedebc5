import type { Config } from "../config.ts";
import { isWildcard } from "./values.ts";

/** Where clients are told that the two ports are. */
export interface Addresses {
  readonly apiUrl: string;
  readonly objectUrl: string;
  /** What a person who starts the server should know about them. */
  readonly warnings: readonly string[];
}

/** The public addresses, or else those of the ports that are really listened on; never a wildcard. */
export function announcedAddresses(config: Config, ports: { api: number; object: number }): Addresses {
  const scheme = config.tlsCert ? "https" : "http";
  const everywhere = isWildcard(config.host);
  const name = listeningName(config);
  const missing = [
    ...(config.publicApiUrl ? [] : ["MEDIALOFT_PUBLIC_API_URL"]),
    ...(config.publicObjectUrl ? [] : ["MEDIALOFT_PUBLIC_OBJECT_URL"]),
  ];
  const warnings =
    everywhere && missing.length > 0
      ? [
          `The server listens on every address of this machine, and clients are told 127.0.0.1, which only this machine reaches: set ${missing.join(" and ")}.`,
        ]
      : [];
  return {
    apiUrl: config.publicApiUrl ?? `${scheme}://${name}:${ports.api}`,
    objectUrl: config.publicObjectUrl ?? `${scheme}://${name}:${ports.object}`,
    warnings,
  };
}

/** Under which names the ports are reached from this machine in any case. */
export function listeningNames(config: Config): string[] {
  return ["127.0.0.1", "localhost", "[::1]", listeningName(config).toLowerCase()];
}

/** The host of a URL that reaches the ports from this machine. */
function listeningName({ host }: Config): string {
  if (isWildcard(host)) return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
