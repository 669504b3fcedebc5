import { networkInterfaces } from "node:os";
import type { Config } from "../config.ts";
import { listeningNames } from "./addresses.ts";
import type { SettingName } from "./settings.ts";
import { isWildcard } from "./values.ts";

/** Hosts with their ports, by the setting that makes them lead to a port of ours. */
type Places = readonly (readonly [SettingName, readonly string[]])[];

/** What would lead to the API and to the objects alike, and the two settings that say so. */
export function findSharedPlace(config: Config): { place: string; api: SettingName; object: SettingName } | undefined {
  const ofApi: Places = [
    ["publicApiUrl", placesOfUrl(config.publicApiUrl)],
    ["consoleHosts", (config.consoleHosts ?? []).flatMap(placesOfHost)],
    ["apiPort", listeningPlaces(config, config.apiPort)],
  ];
  const ofObjects: Places = [
    ["publicObjectUrl", placesOfUrl(config.publicObjectUrl)],
    ["objectHosts", (config.objectHosts ?? []).flatMap(placesOfHost)],
    ["objectPort", listeningPlaces(config, config.objectPort)],
  ];
  for (const [api, places] of ofApi) {
    for (const [object, others] of ofObjects) {
      const place = places.find((one) => others.includes(one));
      if (place !== undefined) return { place, api, object };
    }
  }
  return undefined;
}

const placesOfUrl = (url: string | undefined): string[] => (url === undefined ? [] : [placeAt(url)]);

/** Without a port it is that of http and that of https. */
const placesOfHost = (host: string): string[] =>
  (/:\d+$/.test(host) ? ["http"] : ["http", "https"]).map((scheme) => placeAt(`${scheme}://${host}`));

/** Host and port of a URL in one spelling; a name that no browser could read stays as it is. */
export function placeAt(address: string): string {
  const url = URL.parse(address);
  if (!url) return address.replace(/^https?:\/\//, "");
  return `${url.hostname.replace(/\.$/, "")}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

/** Which port 0 becomes is not known yet. */
function listeningPlaces(config: Config, port: number): string[] {
  if (port === 0) return [];
  const everywhere = isWildcard(config.host) ? Object.values(networkInterfaces()).flatMap((list = []) => list) : [];
  const further = everywhere.map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address));
  return [...listeningNames(config), ...further].flatMap((name) => placesOfHost(`${name}:${port}`));
}
