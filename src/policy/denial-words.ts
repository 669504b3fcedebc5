import type { Language } from "../contract/language.ts";
import type { PolicyRequest, PolicySource } from "./decide.ts";
import { joinChinese } from "./join-chinese.ts";
import { joinWords } from "./join-words.ts";

type AskedCall = Pick<PolicyRequest, "action" | "resource">;

/** The sentences of which the explanation of a denial is made. */
interface DenialWords {
  readonly allowed: string;
  /** Between two sentences of a line. */
  readonly blank: string;
  /** A statement, counted from 1, as a part of a sentence. */
  readonly ofPolicy: (number: number, source: PolicySource) => string;
  readonly ofLayer: (number: number, layer: "identity" | "session" | "trust") => string;
  readonly denies: (statement: string) => string;
  /** After `denies`: the statement as its own sentence. */
  readonly itSays: (sentence: string) => string;
  readonly denyWins: string;
  readonly elseAllowed: string;
  readonly elseNotAllowed: string;
  readonly facts: (facts: readonly string[]) => string;
  readonly isValue: (key: string, values: readonly string[]) => string;
  readonly isMissing: (key: string) => string;
  readonly alsoNeeds: (calls: readonly AskedCall[]) => string;
  readonly sessionForbids: (call: AskedCall) => string;
  readonly nearest: (statement: string, reason: string) => string;
  readonly nearestOfSession: (number: number, reason: string) => string;
  readonly roleAllows: string;
  readonly roleForbids: string;
  readonly assumeAgain: string;
  readonly bothMustSay: string;
  readonly caller: (kind: string, name: string) => string;
  readonly noPolicy: (who: string) => string;
  readonly noneAllows: (who: string, call: AskedCall) => string;
  readonly smallest: (holder: "role" | "user", isConditional: boolean) => string;
  readonly notTrusted: (who: string) => string;
  readonly askManager: (principal: string) => string;
  readonly trustSays: string;
  readonly unreadableTrust: string;
  /** Of who is no caller of operations, and which actions the call asks for. */
  readonly noCaller: (kind: "upload" | "object-url" | "anonymous", actions: readonly string[]) => string;
}

/** On everything of its product. */
const isGeneral = (resource: string): boolean => /:\*$/.test(resource);

const describeCall = ({ action, resource }: AskedCall): string =>
  isGeneral(resource) ? action : `${action} on ${resource}`;

const noCallers = {
  upload: "This temporary AccessKey was made for one upload: it works at the object address and nowhere else.",
  "object-url": "This key belongs to a signed object URL: it reads that one object and nothing else.",
  anonymous: "The call is not signed.",
};

const english: DenialWords = {
  allowed: "The call is allowed.",
  blank: " ",
  ofPolicy: (number, { name, version, attachedTo }) =>
    `statement ${number} of the policy ${name} (${version}, attached to the ${attachedTo.kind} ${attachedTo.name})`,
  ofLayer: (number, layer) => `statement ${number} of the ${layer} policy`,
  denies: (statement) => `${statement.replace("statement", "Statement")} denies it.`,
  itSays: (sentence) => sentence.replace("Denies", "It denies"),
  denyWins: "A Deny always wins.",
  elseAllowed: "Without it the call would be allowed.",
  elseNotAllowed: "Without it the call would still not be allowed:",
  facts: (facts) => `In this call ${joinWords(facts, "and")}.`,
  isValue: (key, values) => `${key} is ${joinWords(values, "and")}`,
  isMissing: (key) => `there is no ${key}`,
  alsoNeeds: (calls) =>
    `The call also needs ${joinWords(calls.map(describeCall), "and")}, which is not allowed either.`,
  sessionForbids: (call) =>
    `The session policy, with which the role was assumed, does not allow ${describeCall(call)}.`,
  nearest: (statement, reason) => `Nearest to it: ${statement} ${reason}.`,
  nearestOfSession: (number, reason) => `Nearest to it: statement ${number} ${reason}.`,
  roleAllows:
    "The role's own policies would allow it, but a session policy takes away whatever it does not allow itself.",
  roleForbids: "The role's own policies do not allow it either.",
  assumeAgain: "Assume the role again with a session policy that also says:",
  bothMustSay: "The session policy and the role's own policies would both have to say:",
  caller: (kind, name) => (kind === "root" ? "the account" : `the ${kind} ${name}`),
  noPolicy: (who) => `No policy is attached to ${who}, so nothing is allowed.`,
  noneAllows: (who, call) => `No policy of ${who} allows ${describeCall(call)}.`,
  smallest: (holder, isConditional) => {
    const to = holder === "role" ? "the role" : "the user or to a group of theirs";
    return `The smallest policy that would allow it${isConditional ? " without conditions" : ""}, attached to ${to}:`;
  },
  notTrusted: (who) => `The role's trust policy does not let ${who} in.`,
  askManager: (principal) =>
    `Ask whoever manages the role: its trust policy must name ${principal} or the account, and the conditions that it makes, such as an ExternalId, must hold.`,
  trustSays: "What it says:",
  unreadableTrust: "The role's trust policy cannot be read, so it lets nobody in: set another one with UpdateRole.",
  noCaller: (kind, actions) => `${noCallers[kind]} It would need ${actions.join(" and ")}.`,
};

const holders: Readonly<Record<string, string>> = { user: "用户", group: "用户组", role: "角色" };
const layers = { identity: "权限策略", session: "会话策略", trust: "信任策略" } as const;

const chineseNoCallers = {
  upload: "此临时 AccessKey 仅用于一次上传：只能用于对象地址。",
  "object-url": "此密钥属于一个已签名的对象 URL：只能读取该对象。",
  anonymous: "此调用未签名。",
};

const describeChineseCall = ({ action, resource }: AskedCall): string =>
  isGeneral(resource) ? joinChinese("执行", action) : joinChinese("对", resource, "执行", action);

const chinese: DenialWords = {
  allowed: "此调用被允许。",
  blank: "",
  ofPolicy: (number, { name, version, attachedTo: { kind, name: holder } }) =>
    joinChinese(
      ...["权限策略", name, "（", /^v\d+$/.test(version) ? `${version}，` : "", "授予", holders[kind] ?? kind, holder],
      `）的第 ${number} 条语句`,
    ),
  ofLayer: (number, layer) => `${layers[layer]}的第 ${number} 条语句`,
  denies: (statement) => `${statement}拒绝了此调用。`,
  itSays: (sentence) => `语句含义：${sentence}`,
  denyWins: "显式拒绝始终优先于允许。",
  elseAllowed: "若无此拒绝，调用会被允许。",
  elseNotAllowed: "即使没有此拒绝，调用仍不会被允许：",
  facts: (facts) => joinChinese("此次调用中，", facts.join("，"), "。"),
  isValue: (key, values) => joinChinese(key, "为", joinWords(values, "and", "zh")),
  isMissing: (key) => joinChinese("没有", key),
  alsoNeeds: (calls) =>
    joinChinese("此调用还需要", calls.map(describeChineseCall).join("以及"), "的权限，该权限同样未被允许。"),
  sessionForbids: (call) => joinChinese("扮演角色时附带的会话策略不允许", describeChineseCall(call), "。"),
  nearest: (statement, reason) => joinChinese("最接近的是", statement, "，它", reason, "。"),
  nearestOfSession: (number, reason) => joinChinese(`最接近的是第 ${number} 条语句，它`, reason, "。"),
  roleAllows: "角色自身的权限策略允许此调用，但会话策略未允许的权限都会被去除。",
  roleForbids: "角色自身的权限策略也不允许此调用。",
  assumeAgain: "请重新扮演该角色，并在会话策略中加入：",
  bothMustSay: "会话策略和角色自身的权限策略都需要包含：",
  caller: (kind, name) => (kind === "root" ? "主账号" : joinChinese(holders[kind] ?? kind, name)),
  noPolicy: (who) => joinChinese(who, "未被授予任何权限策略，因此没有任何权限。"),
  noneAllows: (who, call) => joinChinese(who, "的权限策略均不允许", describeChineseCall(call), "。"),
  smallest: (holder, isConditional) => {
    const to = holder === "role" ? "该角色" : "该用户或其所属的用户组";
    return `允许此调用所需的最小权限策略${isConditional ? "（不含条件）" : ""}，可授予${to}：`;
  },
  notTrusted: (who) => joinChinese("该角色的信任策略不允许", who, "扮演此角色。"),
  askManager: (principal) =>
    joinChinese("请联系角色的管理者：信任策略须包含", principal, "或其账号，并且须满足其中的条件（例如 ExternalId）。"),
  trustSays: "信任策略的内容：",
  unreadableTrust: "该角色的信任策略无法解析，因此任何人都不能扮演此角色：请用 UpdateRole 重新设置信任策略。",
  noCaller: (kind, actions) =>
    joinChinese(chineseNoCallers[kind], "所需的操作为", joinWords(actions, "and", "zh"), "。"),
};

export const denialWords: Readonly<Record<Language, DenialWords>> = { en: english, zh: chinese };
