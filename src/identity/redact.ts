/** What every call carries, and what says nothing about what it did. */
const common: ReadonlySet<string> = new Set(
  "AccessKeyId Action Version Format Timestamp SignatureMethod SignatureVersion SignatureNonce SignatureType RegionId".split(
    " ",
  ),
);
const secretName = /password|secret|token|signature|credential|authorization/i;
const secretInUrl = /[?&](?:[\w-]*signature|[\w-]*token|OSSAccessKeyId|x-oss-credential|auth_key)=/i;
const longest = 1024;

/** Parameters as JSON for the audit log: secrets are left out, long values cut. */
export function redact(parameters: Readonly<Record<string, string>>): string {
  const shown: Record<string, string> = {};
  for (const name in parameters) {
    if (common.has(name)) continue;
    const value = parameters[name] ?? "";
    shown[name] = secretName.test(name) ? "***" : shorten(hideSignature(value));
  }
  return JSON.stringify(shown);
}

/** The query of a signed address is a credential. */
const hideSignature = (value: string): string =>
  secretInUrl.test(value) ? `${value.slice(0, value.search(/[?&]/))}?***` : value;

const shorten = (value: string): string => (value.length <= longest ? value : `${value.slice(0, longest)}…`);
