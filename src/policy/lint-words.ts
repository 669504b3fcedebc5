import type { Language } from "../contract/language.ts";
import type { Statement } from "./document.ts";
import { joinChinese } from "./join-chinese.ts";
import { joinSome } from "./join-words.ts";
import type { ValueType } from "./operators.ts";

/** What the warnings say. */
interface LintWords {
  readonly noAction: (action: string) => string;
  readonly noActionLike: (pattern: string) => string;
  readonly noProduct: (product: string) => string;
  readonly nearest: (action: string) => string;
  /** Between two sentences. */
  readonly blank: string;
  readonly neverAsked: (actions: readonly string[]) => string;
  readonly askedOnEverything: (actions: readonly string[], effect: Statement["effect"]) => string;
  readonly idleResource: (resource: string) => string;
  readonly allowsAllOthers: string;
  readonly allowsEverything: string;
  readonly noVariables: (text: string) => string;
  readonly noSuchKey: (key: string, operator: string, holds: boolean) => string;
  readonly wrongType: (operator: string, type: ValueType, key: string, keyType: ValueType) => string;
  readonly contradiction: (one: string, other: string) => string;
  readonly past: (condition: string) => string;
}

const typeNames: Readonly<Record<ValueType, string>> = {
  string: "texts",
  numeric: "numbers",
  date: "times",
  bool: "true and false",
  ip: "addresses",
};

const fittingOperators: Readonly<Record<ValueType, string>> = {
  string: "an operator that begins with String",
  numeric: "an operator that begins with Numeric",
  date: "an operator that begins with Date",
  bool: "Bool",
  ip: "IpAddress or NotIpAddress",
};

const english: LintWords = {
  noAction: (action) => `There is no action ${action}.`,
  noActionLike: (pattern) => `No action is like ${pattern}.`,
  noProduct: (product) => `This server has no product ${product}.`,
  nearest: (action) => `The nearest one is ${action}.`,
  blank: " ",
  neverAsked: (actions) =>
    `${joinSome(actions)} ${actions.length === 1 ? "is" : "are"} never asked on a resource of this statement.`,
  askedOnEverything: (actions, effect) => {
    const verb = effect === "Allow" ? "allows" : "denies";
    const subject =
      actions.length === 1 ? "knows no narrower resources: it is" : "know no narrower resources: they are";
    return `${joinSome(actions)} ${subject} always asked on everything of the product. This statement names narrower resources and ${verb} nothing there, the policy is ineffective. Write "Resource": "*".`;
  },
  idleResource: (resource) => `No action of this statement is ever asked on ${resource}.`,
  allowsAllOthers: "This statement allows every action but those that it names, also the ones that come later.",
  allowsEverything: "This statement allows everything on everything, also changing who may do what.",
  noVariables: (text) => `RAM fills in no variables: ${text} is taken letter by letter.`,
  noSuchKey: (key, operator, holds) =>
    `No request of these actions has ${key}: ${operator} ${holds ? "always" : "never"} holds.`,
  wrongType: (operator, type, key, keyType) =>
    `${operator} compares ${typeNames[type]}, and ${key} is about ${typeNames[keyType]}: use ${fittingOperators[keyType]}.`,
  contradiction: (one, other) => `These two never hold at once: ${one}; ${other}.`,
  past: (condition) => `This time is over, and the statement has no effect any more: ${condition}.`,
};

const chineseTypes: Readonly<Record<ValueType, string>> = {
  string: "文本",
  numeric: "数字",
  date: "时间",
  bool: "布尔值",
  ip: "IP 地址",
};

const chineseOperators: Readonly<Record<ValueType, string>> = {
  string: "以 String 开头的运算符",
  numeric: "以 Numeric 开头的运算符",
  date: "以 Date 开头的运算符",
  bool: "Bool",
  ip: "IpAddress 或 NotIpAddress",
};

const chinese: LintWords = {
  noAction: (action) => joinChinese("没有操作", action, "。"),
  noActionLike: (pattern) => joinChinese("没有匹配", pattern, "的操作。"),
  noProduct: (product) => joinChinese("本服务器没有产品", product, "。"),
  nearest: (action) => joinChinese("最接近的是", action, "。"),
  blank: "",
  neverAsked: (actions) => joinChinese(joinSome(actions, 3, "zh"), "从不针对此语句中的资源鉴权。"),
  askedOnEverything: (actions, effect) =>
    joinChinese(
      joinSome(actions, 3, "zh"),
      "不支持更具体的资源，始终针对产品的全部资源鉴权。此语句指定了具体资源，因此",
      effect === "Allow" ? "不会允许" : "不会拒绝",
      '这些操作，策略不生效。请改为 "Resource": "*"。',
    ),
  idleResource: (resource) => joinChinese("此语句中没有操作会针对", resource, "鉴权。"),
  allowsAllOthers: "除列出的操作外，此语句允许其余所有操作，包括今后新增的操作。",
  allowsEverything: "此语句允许对所有资源执行所有操作，包括更改他人的权限。",
  noVariables: (text) => joinChinese("RAM 不支持变量：", text, "会按字面处理。"),
  noSuchKey: (key, operator, holds) =>
    joinChinese("这些操作的请求中没有", key, "：", operator, holds ? "始终成立。" : "永远不成立。"),
  wrongType: (operator, type, key, keyType) =>
    joinChinese(
      ...[operator, "用于比较", chineseTypes[type], "，而", key, "是", chineseTypes[keyType]],
      ...["：请使用", chineseOperators[keyType], "。"],
    ),
  contradiction: (one, other) => joinChinese("这两个条件不可能同时成立：", one, "；", other, "。"),
  past: (condition) => joinChinese("该时间已过，此语句不再生效：", condition, "。"),
};

export const lintWords: Readonly<Record<Language, LintWords>> = { en: english, zh: chinese };
