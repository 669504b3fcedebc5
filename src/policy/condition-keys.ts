import type { ValueType } from "./operators.ts";

export interface ConditionKey {
  /** As documents spell it; a name that ends in `/` is followed by a tag's key. */
  readonly name: string;
  readonly type: ValueType;
  /** What it is, as the subject of a sentence. */
  readonly subject: string;
  /** Of a bool: the sentence when it is true, and when it is false. */
  readonly sentences?: readonly [string, string];
  /** What callers who lack it should know, as the end of a sentence. */
  readonly hint?: string;
}

/** The keys that calls of every product have. */
export const commonConditionKeys: readonly ConditionKey[] = [
  { name: "acs:SourceIp", type: "ip", subject: "the source address" },
  { name: "acs:CurrentTime", type: "date", subject: "the time" },
  {
    name: "acs:SecureTransport",
    type: "bool",
    subject: "the use of HTTPS",
    sentences: ["the call comes over HTTPS", "the call does not come over HTTPS"],
  },
  {
    name: "acs:MFAPresent",
    type: "bool",
    subject: "the second factor",
    sentences: ["the caller has signed in with a second factor", "the caller has not signed in with a second factor"],
    hint: "calls that are signed with a user's AccessKey never have one",
  },
  { name: "acs:PrincipalARN", type: "string", subject: "the caller" },
  { name: "acs:PrincipalRdId", type: "string", subject: "the caller's resource directory" },
  { name: "acs:PrincipalRdPath", type: "string", subject: "the caller's path in the resource directory" },
  { name: "acs:SourceVpc", type: "string", subject: "the source VPC" },
  { name: "acs:RequestTag/", type: "string", subject: "a tag in the request" },
  { name: "acs:ResourceTag/", type: "string", subject: "a tag of the resource" },
];

const byName = new Map(commonConditionKeys.map((key) => [key.name.toLowerCase(), key]));

/** Keys are the same in upper and lower case. */
export const foldKey = (name: string): string => name.toLowerCase();

/** The common key of this name; undefined when it is no common one. */
export function findCommonKey(name: string): ConditionKey | undefined {
  const folded = foldKey(name);
  const slash = folded.indexOf("/");
  if (slash === folded.length - 1) return undefined;
  return byName.get(slash < 0 ? folded : folded.slice(0, slash + 1));
}

/** How documents spell a key. */
export function spellKey(name: string): string {
  const known = findCommonKey(name);
  if (!known) return name;
  return known.name.endsWith("/") ? known.name + name.slice(known.name.length) : known.name;
}
