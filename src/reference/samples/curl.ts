import { percentEncode } from "../../signing/percent-encode.ts";
import { shellWord } from "./literals.ts";
import { type SampleRequest, wireOf } from "./sample.ts";

/** A POSIX shell script that signs with ACS3-HMAC-SHA256: needs openssl and curl, and runs again at any time. */
export function writeCurl(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const body = Object.entries(request.parameters).map(([name, value], index) => {
    const pair = `${percentEncode(name)}=${percentEncode(value)}`;
    return index === 0 ? `body='${pair}'\n` : `body=$body'&${pair}'\n`;
  });
  return `#!/bin/sh
set -eu
: "\${ALIBABA_CLOUD_ACCESS_KEY_ID:?}" "\${ALIBABA_CLOUD_ACCESS_KEY_SECRET:?}"
token=\${ALIBABA_CLOUD_SECURITY_TOKEN:-}

host=${shellWord(host)}
${body.join("") || "body=\n"}
type=application/x-www-form-urlencoded
date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
nonce=$(openssl rand -hex 16)
hash=$(printf %s "$body" | openssl dgst -sha256 -r)
hash=\${hash%% *}
headers="content-type:$type
host:$host
x-acs-action:${action}
x-acs-content-sha256:$hash
x-acs-date:$date
\${token:+x-acs-security-token:$token
}x-acs-signature-nonce:$nonce
x-acs-version:${version}"
signed="content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;\${token:+x-acs-security-token;}x-acs-signature-nonce;x-acs-version"
canonical=$(printf 'POST\\n/\\n\\n%s\\n\\n%s\\n%s' "$headers" "$signed" "$hash" | openssl dgst -sha256 -r)
# openssl is given the secret on its command line, which other users of this machine may see for a moment.
signature=$(printf 'ACS3-HMAC-SHA256\\n%s' "\${canonical%% *}" | openssl dgst -sha256 -hmac "$ALIBABA_CLOUD_ACCESS_KEY_SECRET" -r)

curl --silent --show-error --fail-with-body "${protocol.toLowerCase()}://$host/" \\
  --header "content-type: $type" \\
  --header "x-acs-action: ${action}" \\
  --header "x-acs-content-sha256: $hash" \\
  --header "x-acs-date: $date" \\
  \${token:+--header "x-acs-security-token: $token"} \\
  --header "x-acs-signature-nonce: $nonce" \\
  --header "x-acs-version: ${version}" \\
  --header "Authorization: ACS3-HMAC-SHA256 Credential=$ALIBABA_CLOUD_ACCESS_KEY_ID,SignedHeaders=$signed,Signature=\${signature%% *}" \\
  --data-binary "$body"
`;
}
