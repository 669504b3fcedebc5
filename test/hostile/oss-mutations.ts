import { type Chance, choose, placeIn } from "./hostile-text.ts";
import type { FormDraft } from "./oss-forms.ts";
import type { ObjectDraft } from "./oss-requests.ts";
import { type Header, headerOf, headerText, type RawRequest, setBody, setHeader } from "./raw-request.ts";

type DraftMutation = (draft: ObjectDraft, chance: Chance) => ObjectDraft;

const parameters = [
  "acl",
  "tagging",
  "uploads",
  "uploadId",
  "partNumber",
  "append",
  "position",
  "versionId",
  "x-oss-process",
  "callback",
  "symlink",
  "restore",
  "delete",
  "objectMeta",
  "encoding-type",
  "max-parts",
  "part-number-marker",
  "response-content-type",
  "response-content-disposition",
  "response-expires",
  "response-cache-control",
  "response-content-encoding",
  "x-oss-traffic-limit",
  "list-type",
  "comp",
  "cors",
  "sequential",
  "vod",
  "live",
  "__proto__",
  "constructor",
] as const;
const headerNames = [
  "Content-Type",
  "Content-MD5",
  "Content-Encoding",
  "Content-Disposition",
  "Content-Language",
  "Cache-Control",
  "Expires",
  "x-oss-meta-a",
  "x-oss-meta-__proto__",
  "x-oss-meta-é",
  "x-oss-object-acl",
  "x-oss-storage-class",
  "x-oss-callback",
  "x-oss-copy-source",
  "x-oss-forbid-overwrite",
  "x-oss-hash-crc64ecma",
  "x-oss-complete-all",
  "x-oss-tagging",
  "x-oss-server-side-encryption",
  "x-oss-content-sha256",
  "x-oss-traffic-limit",
  "Range",
  "If-Match",
  "If-None-Match",
  "If-Modified-Since",
  "If-Unmodified-Since",
  "If-Range",
] as const;

const bomb = `<!DOCTYPE b [<!ENTITY a "a">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ""};`.repeat(10)}">`).join("")}]>`;
const part = '<Part><PartNumber>1</PartNumber><ETag>"0"</ETag></Part>';
const documents: readonly [string, ...string[]] = [
  `${bomb}<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&a19;</ETag></Part></CompleteMultipartUpload>`,
  `${bomb}<Delete><Object><Key>&a19;</Key></Object></Delete>`,
  `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><CompleteMultipartUpload>${part}</CompleteMultipartUpload>`,
  '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&f;</ETag></Part></CompleteMultipartUpload>',
  `<?xml version="1.0" encoding="UTF-16"?><CompleteMultipartUpload>${part}</CompleteMultipartUpload>`,
  `<?xml version="1.1"?><CompleteMultipartUpload>${part}</CompleteMultipartUpload>`,
  `${"<CompleteMultipartUpload>".repeat(50_000)}`,
  `<CompleteMultipartUpload>${part.repeat(12_000)}</CompleteMultipartUpload>`,
  `<CompleteMultipartUpload>${part}${part}</CompleteMultipartUpload>`,
  `<CompleteMultipartUpload ${Array.from({ length: 2000 }, (_, i) => `a${i}=""`).join(" ")}>${part}</CompleteMultipartUpload>`,
  `<x:CompleteMultipartUpload xmlns:x="y">${part}</x:CompleteMultipartUpload>`,
  "<CompleteMultipartUpload><Part><PartNumber>99999999999</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>",
  "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&#0;&#xD800;&#xFFFE;</ETag></Part></CompleteMultipartUpload>",
  "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
  "<CompleteMultipartUpload><Part><ETag>x</ETag></Part></CompleteMultipartUpload>",
  "<CompleteMultipartUpload/>",
  "<CompleteMultipartUpload>",
  "<a><b></a></b>",
  `<!--${"-".repeat(1000)}`,
  "<![CDATA[",
  "\ufeff<CompleteMultipartUpload/>",
  `${"a".repeat(2 * 1024 ** 2 + 1)}`,
  "",
];

/** Changes of what is signed: the request is a true one, and asks for what no client would ask for. */
export const objectMutations: Readonly<Record<string, DraftMutation>> = {
  "another key": (draft, { text }) => ({ ...draft, key: text }),
  "a stranger end of the key": (draft, { text }) => ({ ...draft, key: `${draft.key}/${text}` }),
  "another bucket": (draft, { text }) => ({ ...draft, bucket: encodeURIComponent(text.toWellFormed()) }),
  "a parameter with another value": (draft, { at, text }) => ({
    ...draft,
    query: draft.query.map(([name, value], i) => [name, i === placeIn(draft.query, at) ? text : value]),
  }),
  "a further parameter": (draft, { count, text }) => ({
    ...draft,
    query: [...draft.query, [choose(parameters, count), text]],
  }),
  "a parameter without a value": (draft, { count }) => ({
    ...draft,
    query: [...draft.query, [choose(parameters, count), ""]],
  }),
  "a parameter of no use": (draft, { text }) => ({ ...draft, query: [...draft.query, [text, text]] }),
  "a header of the door": (draft, { count, text }) => {
    const name = choose(headerNames, count);
    const others = draft.headers.filter(([known]) => known.toLowerCase() !== name.toLowerCase());
    const header: Header = [name.replace(/[^\x21-\x7e]/g, "!"), headerText(text)];
    return { ...draft, headers: [...others, header] };
  },
  "another method": (draft, { count }) => {
    // A true signature for writing would change what the others go on reading.
    const isWriting = /^P/.test(draft.method) && !draft.query.some(([name]) => name === "uploadId");
    const harmless = ["GET", "HEAD", "PATCH"] as const;
    return { ...draft, method: choose(isWriting ? [...harmless, "PUT", "POST", "DELETE"] : harmless, count) };
  },
  "another time": (draft, { count }) => ({ ...draft, signedAt: Date.now() + (count - 500_000) * 60_000 }),
  "another life": (draft, { count }) => ({
    ...draft,
    life: choose(["0", "-1", "1", "604800", "604801", "99999999999", "1.5", "x", ""] as const, count),
  }),
  "another region": (draft, { text }) => ({ ...draft, region: headerText(text) || "x" }),
  "another document": (draft, { count }) => ({ ...draft, body: Buffer.from(choose(documents, count)) }),
};

const fieldNames = [
  "key",
  "policy",
  "Signature",
  "OSSAccessKeyId",
  "success_action_status",
  "success_action_redirect",
  "Content-Type",
  "Content-MD5",
  "Content-Disposition",
  "x-oss-object-acl",
  "x-oss-meta-a",
  "x-oss-forbid-overwrite",
  "x-oss-security-token",
  "x-oss-signature",
  "x-oss-credential",
  "x-oss-date",
  "x-oss-signature-version",
  "callback",
  "__proto__",
  "file",
] as const;
const policies: readonly [string, ...string[]] = [
  "",
  "{",
  "null",
  "[]",
  "{}",
  '{"expiration":"x","conditions":[]}',
  '{"expiration":"9999-12-31T23:59:59Z"}',
  `{"expiration":"9999-12-31T23:59:59Z","conditions":${"[".repeat(20_000)}`,
  '{"expiration":"9999-12-31T23:59:59Z","conditions":[["eq"],["starts-with","$key"],["content-length-range",-1,"x"],[null],null,1,{"key":{}}]}',
  '{"expiration":"9999-12-31T23:59:59Z","conditions":[{"__proto__":"x"},["eq","$__proto__","x"]]}',
  '{"expiration":1,"conditions":{}}',
  `{"expiration":"9999-12-31T23:59:59Z","conditions":[${'["eq","$key","x"],'.repeat(3000)}null]}`,
];

export const formMutations: Readonly<Record<string, (draft: FormDraft, chance: Chance) => FormDraft>> = {
  "a field with another value": (draft, { count, text }) => ({
    ...draft,
    fields: { ...draft.fields, [choose(fieldNames, count)]: text },
  }),
  "a field of no use": (draft, { text }) => ({
    ...draft,
    fields: { ...draft.fields, [text.replace(/["\r\n]/g, "")]: text },
  }),
  "a field less": (draft, { at }) => ({
    ...draft,
    fields: Object.fromEntries(Object.entries(draft.fields).filter((_, i, all) => i !== placeIn(all, at))),
  }),
  "another file name": (draft, { text }) => ({
    ...draft,
    fileName: text,
    fields: { ...draft.fields, key: `${draft.fields.key}/$\{filename}` },
  }),
  "another policy": (draft, { count }) => ({ ...draft, policy: choose(policies, count) }),
  "a condition": (draft, { text }) => ({
    ...draft,
    conditions: [...draft.conditions, ["eq", "$key", text], { "x-oss-meta-a": text }],
  }),
  "many fields": (draft, { count, text }) => ({
    ...draft,
    fields: {
      ...draft.fields,
      ...Object.fromEntries(Array.from({ length: count % 130 }, (_, i) => [`f${i}`, text.slice(0, 20)])),
    },
  }),
};

const patterns = [/(Signature=)([^&\s,]+)/i, /^(OSS \S+:)(\S+)$/] as const;

function replaceSignature(request: RawRequest, change: (signature: string) => string): RawRequest {
  const swap = (text: string): string =>
    patterns.reduce(
      (known, pattern) => known.replace(pattern, (_, name: string, value: string) => name + change(value)),
      text,
    );
  const authorization = headerOf(request, "Authorization");
  if (authorization !== undefined) return setHeader(request, "Authorization", swap(authorization));
  if (/signature=/i.test(request.target)) return { ...request, target: swap(request.target) };
  const body = request.body
    .toString("latin1")
    .replace(
      /(name="(?:x-oss-)?signature"\r\n\r\n)([^\r]+)/i,
      (_, name: string, value: string) => name + change(value),
    );
  return setBody(request, Buffer.from(body, "latin1"));
}

/** Changes of the signature itself: none of them may be taken for the true one. */
export const objectSignatureMutations: Readonly<Record<string, (request: RawRequest, chance: Chance) => RawRequest>> = {
  "another character of the signature": (request, { at }) =>
    replaceSignature(request, (signature) => {
      const place = placeIn({ length: Math.max(1, signature.length - 8) }, at);
      if (signature.slice(Math.max(0, place - 2), place + 1).includes("%")) return `A${signature}`;
      return signature.slice(0, place) + (signature.charAt(place) === "A" ? "B" : "A") + signature.slice(place + 1);
    }),
  "a shorter signature": (request, { at }) =>
    replaceSignature(request, (signature) => signature.slice(0, placeIn({ length: signature.length - 4 }, at))),
  "a longer signature": (request, { count }) =>
    replaceSignature(request, (signature) => signature + choose(["A", "=", "0"], count)),
  "another scheme": (request, { count }) => {
    const authorization = headerOf(request, "Authorization");
    if (authorization === undefined) return replaceSignature(request, () => "x");
    const names = [
      "oss",
      "OSS4-HMAC-SHA1",
      "OSS4-HMAC-SHA256",
      "OSS",
      "AWS4-HMAC-SHA256",
      "Basic",
      "Bearer",
      "ACS3-HMAC-SHA256",
    ] as const;
    const [scheme, rest = ""] = authorization.split(/ (.*)/s);
    const other = choose(names, count);
    return setHeader(request, "Authorization", `${other === scheme ? "X" : other} ${rest}`);
  },
};
