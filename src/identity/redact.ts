import { hideCredentials, secretNames } from "./hide-credentials.ts";

/** What every call carries, and what says nothing about what it did. */
const common: ReadonlySet<string> = new Set(
  "AccessKeyId Action Version Format Timestamp SignatureMethod SignatureVersion SignatureNonce SignatureType RegionId".split(
    " ",
  ),
);
const secretName = new RegExp(secretNames, "i");
/** Holds neither JSON nor an address, or one address of a host and a path only. */
const plain = /^(?:(?:https?|oss):\/\/[\w.-]+(?::\d{1,5})?\/)?[\w .,/*-]*$/;
const longest = 1024;
const longestName = 128;
const mostNames = 100;

/** Parameters as JSON for the audit log: secrets are left out, long values cut. */
export function redact(parameters: Readonly<Record<string, string>>): string {
  let members = "";
  let names = 0;
  for (const name in parameters) {
    if (common.has(name)) continue;
    if (++names > mostNames) break;
    const value = show(name, parameters[name] ?? "");
    members += `${members && ","}${JSON.stringify(shorten(name, longestName))}:${JSON.stringify(value)}`;
  }
  return `{${members}}`;
}

/** Looks at the beginning only: what comes later is not shown. A user and password that go on there end with an @. */
function show(name: string, value: string): string {
  if (secretName.test(name)) return "***";
  if (value.length <= longest && plain.test(value)) return value;
  const start = value.slice(0, 2 * longest) + (value.includes("@", 2 * longest) ? "@" : "");
  return shorten(hideCredentials(start), longest);
}

const shorten = (value: string, most: number): string => (value.length <= most ? value : `${value.slice(0, most)}…`);
