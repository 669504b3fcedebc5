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
  /** The vendor has it, and no call of this server does. */
  readonly isAbsent?: true;
  /** The same in Chinese. */
  readonly chinese: Pick<ConditionKey, "subject" | "sentences" | "hint">;
}

/** The keys that are the same for every product. */
export const commonConditionKeys: readonly ConditionKey[] = [
  { name: "acs:SourceIp", type: "ip", subject: "the source address", chinese: { subject: "源地址" } },
  { name: "acs:CurrentTime", type: "date", subject: "the time", chinese: { subject: "时间" } },
  {
    name: "acs:SecureTransport",
    type: "bool",
    subject: "the use of HTTPS",
    sentences: ["the call comes over HTTPS", "the call does not come over HTTPS"],
    chinese: { subject: "是否使用 HTTPS", sentences: ["调用使用 HTTPS", "调用未使用 HTTPS"] },
  },
  {
    name: "acs:MFAPresent",
    type: "bool",
    subject: "the second factor",
    sentences: ["the caller has signed in with a second factor", "the caller has not signed in with a second factor"],
    hint: "calls that are signed with a user's AccessKey never have one",
    chinese: {
      subject: "多因素认证",
      sentences: ["调用者登录时通过了多因素认证", "调用者登录时未通过多因素认证"],
      hint: "使用用户的 AccessKey 签名的调用没有多因素认证",
    },
  },
  { name: "acs:PrincipalARN", type: "string", subject: "the caller", chinese: { subject: "调用者" } },
  {
    name: "acs:PrincipalRdId",
    type: "string",
    subject: "the caller's resource directory",
    isAbsent: true,
    chinese: { subject: "调用者所属的资源目录" },
  },
  {
    name: "acs:PrincipalRdPath",
    type: "string",
    subject: "the caller's path in the resource directory",
    isAbsent: true,
    chinese: { subject: "调用者在资源目录中的路径" },
  },
  { name: "acs:SourceVpc", type: "string", subject: "the source VPC", isAbsent: true, chinese: { subject: "源 VPC" } },
  {
    name: "acs:RequestTag/",
    type: "string",
    subject: "a tag in the request",
    isAbsent: true,
    chinese: { subject: "请求中的标签" },
  },
  {
    name: "acs:ResourceTag/",
    type: "string",
    subject: "a tag of the resource",
    isAbsent: true,
    chinese: { subject: "资源的标签" },
  },
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

/** Who calls, as a folded key. */
export const principalKey = "acs:principalarn";

/** How documents spell a key. */
export function spellKey(name: string): string {
  const known = findCommonKey(name);
  if (!known) return name;
  return known.name.endsWith("/") ? known.name + name.slice(known.name.length) : known.name;
}
