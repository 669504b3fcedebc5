/** What every call carries, and what says nothing about what it did. */
const common: ReadonlySet<string> = new Set(
  "AccessKeyId Action Version Format Timestamp SignatureMethod SignatureVersion SignatureNonce SignatureType RegionId".split(
    " ",
  ),
);
const secretName = /password|secret|token|signature|credential|authorization/i;
/** Also in JSON that is a text of another JSON, where quotes have backslashes. */
const secretInJson = /"[^"]*(?:password|secret|token|signature|credential)[^"]*"\s*:\s*\\*"/i;
const secretInQuery = /[?&](?:[\w-]*signature|[\w-]*token|OSSAccessKeyId|x-oss-credential|auth_key)=/i;
/** Holds neither an address nor JSON. */
const plain = /^[\w .,/*-]*$/;
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

/** Looks at the beginning only: what comes later is not shown. */
function show(name: string, value: string): string {
  if (secretName.test(name)) return "***";
  if (value.length <= longest && plain.test(value)) return value;
  const start = value.slice(0, 2 * longest);
  if (secretInJson.test(start)) return "***";
  return shorten(hideInAddresses(start), longest);
}

/** The query of a signed address is a credential, and so is what stands before its host. */
function hideInAddresses(value: string): string {
  const hidden = value
    .replaceAll(/:\/\/[^/?#@\s"]*@/g, "://***@")
    .replaceAll(/[^\s"]+/g, (word) => (word.includes("://") ? word.replace(/\?.*$/s, "?***") : word));
  return secretInQuery.test(hidden) ? `${hidden.slice(0, hidden.search(/[?&]/))}?***` : hidden;
}

const shorten = (value: string, most: number): string => (value.length <= most ? value : `${value.slice(0, most)}…`);
