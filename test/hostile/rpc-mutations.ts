import { type Chance, choose, nastyTexts, placeIn } from "./hostile-text.ts";
import { headerOf, type RawRequest, setBody, setHeader } from "./raw-request.ts";
import type { CallDraft } from "./rpc-calls.ts";

type DraftMutation = (draft: CallDraft, chance: Chance) => CallDraft;

const commonNames = [
  "Action",
  "Version",
  "Format",
  "AccessKeyId",
  "SignatureMethod",
  "SignatureVersion",
  "SignatureNonce",
  "SignatureType",
  "SecurityToken",
  "Timestamp",
] as const;
const businessNames = [
  "MediaId",
  "MediaIds",
  "InputURL",
  "MediaType",
  "FolderId",
  "PageNo",
  "PageSize",
  "MaxResults",
  "NextToken",
  "Title",
  "LogicDelete",
  "UserName",
  "PolicyDocument",
] as const;
const depth = 20_000;

/** JSON bodies that a signer may well send. */
const jsonBodies: readonly [string, ...string[]] = [
  "[".repeat(depth),
  `{"MediaId":${"[".repeat(depth)}${"]".repeat(depth)}}`,
  `{"MediaId":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`,
  `{"MediaId":[{"a":1},[[]],null,true]}`,
  '{"MediaId":"a","MediaId":"b"}',
  '{"__proto__":{"MediaId":"a"},"constructor":"x"}',
  '{"MediaId":null,"MediaIds":[]}',
  '{"PageNo":1e309,"PageSize":-0,"MediaId":12345678901234567890}',
  '{"MediaId":"\\ud800","Title":"\\u0000"}',
  '\ufeff{"MediaId":"a"}',
  "null",
  "1",
  '"text"',
  "[]",
  "{}",
  "{",
  "{'MediaId':'a'}",
  `{"${"n".repeat(5000)}":"x"}`,
  `{${Array.from({ length: 6000 }, (_, i) => `"n${i}":${i}`).join(",")}}`,
  "",
];

/** Changes of what is signed: the call is a true one, and says what no client would say. */
export const callMutations: Readonly<Record<string, DraftMutation>> = {
  "a parameter with another value": (draft, { at, text }) => ({
    ...draft,
    parameters: draft.parameters.map(([name, value], i) => [name, i === placeIn(draft.parameters, at) ? text : value]),
  }),
  "a parameter less": (draft, { at }) => ({
    ...draft,
    parameters: draft.parameters.filter((_, i) => i !== placeIn(draft.parameters, at)),
  }),
  "a parameter of another operation": (draft, { count, text }) => ({
    ...draft,
    parameters: [...draft.parameters, [choose(businessNames, count), text]],
  }),
  "a parameter of no operation": (draft, { count, text }) => ({
    ...draft,
    parameters: [...draft.parameters, [nastyTexts[count % nastyTexts.length] ?? "x", text]],
  }),
  "a list": (draft, { at, count, text }) => {
    const [name = "Ids"] = draft.parameters[placeIn(draft.parameters, at)] ?? [];
    const indexes = ["1", "2", "0", "N", "-1", "1.Key", "99999999999"].slice(0, 1 + (count % 7));
    return {
      ...draft,
      parameters: [...draft.parameters, ...indexes.map((index) => [`${name}.${index}`, text] as const)],
    };
  },
  "a parameter twice": (draft, { at, text }) => {
    const [name = "x"] = draft.parameters[placeIn(draft.parameters, at)] ?? [];
    return { ...draft, parameters: [...draft.parameters, [name, text]] };
  },
  "many parameters": (draft, { count, text }) => ({
    ...draft,
    parameters: [
      ...draft.parameters,
      ...Array.from({ length: count % 600 }, (_, i) => [`n${i}`, text.slice(0, 10)] as const),
    ],
  }),
  "a common parameter with another value": (draft, { count, text }) => {
    const name = choose(commonNames, count);
    if (name === "Action") return { ...draft, action: text };
    if (name === "Version") return { ...draft, version: text };
    return { ...draft, common: { ...draft.common, [name]: text } };
  },
  "another time": (draft, { count }) => ({ ...draft, signedAt: Date.now() + (count - 500_000) * 60_000 }),
  "another JSON": (draft, { count }) => ({
    ...draft,
    carrier: { method: "POST", place: "json", scheme: "ACS3" },
    jsonBody: choose(jsonBodies, count),
  }),
};

const signaturePattern = /(Signature=)([^&\s,]+)/;

/** The signature with another text in its place, wherever the call carries it. */
function replaceSignature(request: RawRequest, change: (signature: string) => string): RawRequest {
  const swap = (text: string): string =>
    text.replace(signaturePattern, (_, name: string, value: string) => name + change(value));
  const authorization = headerOf(request, "authorization");
  if (authorization !== undefined) return setHeader(request, "authorization", swap(authorization));
  const target = swap(request.target);
  if (target !== request.target) return { ...request, target };
  return setBody(request, Buffer.from(swap(request.body.toString("latin1")), "latin1"));
}

const otherCharacter = (character: string): string => (character === "A" ? "B" : "A");

/** Changes of the signature itself: none of them may be taken for the true one. */
export const signatureMutations: Readonly<Record<string, (request: RawRequest, chance: Chance) => RawRequest>> = {
  "another character": (request, { at }) =>
    replaceSignature(request, (signature) => {
      // The last characters of base64 hold bits that do not count, or are escapes.
      const place = placeIn({ length: Math.max(1, signature.length - 8) }, at);
      if (/[%]/.test(signature.slice(Math.max(0, place - 2), place + 1))) return `A${signature}`;
      return signature.slice(0, place) + otherCharacter(signature.charAt(place)) + signature.slice(place + 1);
    }),
  "a shorter signature": (request, { at }) =>
    replaceSignature(request, (signature) => signature.slice(0, placeIn({ length: signature.length - 1 }, at))),
  "a longer signature": (request, { count }) =>
    replaceSignature(request, (signature) => signature + choose(["A", "=", "%20", "%00", "0"], count)),
  "the signature twice": (request) => replaceSignature(request, (signature) => signature + signature),
  "another algorithm": (request, { count }) => {
    const authorization = headerOf(request, "authorization");
    if (authorization === undefined) return replaceSignature(request, () => "x");
    const names = [
      "ACS3-HMAC-SM3",
      "ACS3-RSA-SHA256",
      "ACS3-HMAC-SHA1",
      "acs3-hmac-sha256",
      "ACS3-",
      "Bearer",
      "OSS",
      "Basic",
    ] as const;
    return setHeader(request, "authorization", authorization.replace(/^\S+/, choose(names, count)));
  },
  "a broken Authorization": (request, { at, count }) => {
    const authorization = headerOf(request, "authorization");
    if (authorization === undefined) return replaceSignature(request, () => "");
    const place = placeIn(authorization, at);
    return setHeader(
      request,
      "authorization",
      authorization.slice(0, place) +
        choose([",", "=", ";", " ", "Credential=x,"], count) +
        authorization.slice(place + 3),
    );
  },
};
