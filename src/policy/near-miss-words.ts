import type { Language } from "../contract/language.ts";
import { joinChinese } from "./join-chinese.ts";
import { joinSome, joinWords } from "./join-words.ts";

/** Why an Allow did not match: each goes on after the name of the statement, without a full stop. */
interface NearMissWords {
  readonly onlyIf: (conditions: readonly string[]) => string;
  /** A condition, and what the call has instead. */
  readonly butCall: (condition: string, values: string) => string;
  readonly lacksKey: (key: string) => string;
  readonly notSo: string;
  readonly has: (values: readonly string[]) => string;
  readonly hinted: (values: string, hint: string) => string;
  readonly alwaysGeneral: (action: string, resources: readonly string[]) => string;
  readonly otherResource: (action: string, resources: readonly string[], asked: string) => string;
  readonly caseCounts: string;
  readonly writeInside: (pattern: string, path: string) => string;
  readonly fieldDiffers: (field: number, have: string, named: string) => string;
  readonly excepted: (patterns: readonly string[], action: string) => string;
  readonly otherProduct: (pattern: string, action: string) => string;
  readonly noWholeName: (pattern: string, action: string) => string;
  readonly noSuchAction: (pattern: string, action: string) => string;
  readonly otherAction: (pattern: string, action: string) => string;
}

const fieldNames = ["beginning", "product", "region", "account", "path"];

const english: NearMissWords = {
  onlyIf: (conditions) => `allows it only if ${joinWords(conditions, "and")}`,
  butCall: (condition, values) => `${condition} (${values})`,
  lacksKey: (key) => `the call has no ${key}`,
  notSo: "not so in this call",
  has: (values) => `it is ${joinWords(values, "and")}`,
  hinted: (values, hint) => `${values}: ${hint}`,
  alwaysGeneral: (action, resources) =>
    `allows ${action} on ${joinSome(resources, 2)} only. This action is always asked on everything of its product and never on less, so the policy is ineffective for it. Write "Resource": "*"`,
  otherResource: (action, resources, asked) =>
    `allows ${action} on ${joinSome(resources, 2)}, and the call is about ${asked}`,
  caseCounts: ": upper and lower case count in resources",
  writeInside: (pattern, path) => `: write ${pattern}/* for what is in ${path}`,
  fieldDiffers: (field, have, named) => `: the ${fieldNames[field]} is ${have || "empty"}, not ${named || "empty"}`,
  excepted: (patterns, action) => `allows every action but ${joinSome(patterns)}, and ${action} is one of those`,
  otherProduct: (pattern, action) => `allows ${pattern}, and this call needs ${action}: the product in front differs`,
  noWholeName: (pattern, action) =>
    `allows ${pattern}, which is no whole name: write ${pattern}* for every action that begins so, or ${action}`,
  noSuchAction: (pattern, action) => `allows ${pattern}, which does not exist. ${action} is probably meant`,
  otherAction: (pattern, action) => `allows ${pattern}, and not ${action}`,
};

const chineseFields = ["开头", "产品", "地域", "账号", "路径"];

const chinese: NearMissWords = {
  onlyIf: (conditions) => joinChinese("仅在满足以下条件时允许：", conditions.join("，且")),
  butCall: (condition, values) => `${condition}（${values}）`,
  lacksKey: (key) => joinChinese("此次调用中没有", key),
  notSo: "此次调用不满足",
  has: (values) => joinChinese("实际为", joinWords(values, "and", "zh")),
  hinted: (values, hint) => `${values}：${hint}`,
  alwaysGeneral: (action, resources) =>
    joinChinese(
      ...["只允许对", joinSome(resources, 2, "zh"), "执行", action],
      '。此操作不支持更具体的资源，始终针对产品的全部资源鉴权，因此该策略对它不生效。请改为 "Resource": "*"',
    ),
  otherResource: (action, resources, asked) =>
    joinChinese("允许对", joinSome(resources, 2, "zh"), "执行", action, "，而此次调用针对的资源是", asked),
  caseCounts: "：资源区分大小写",
  writeInside: (pattern, path) => joinChinese("：如需匹配", path, "中的内容，请写作", `${pattern}/*`),
  fieldDiffers: (field, have, named) =>
    joinChinese(`：${chineseFields[field]}为`, have || "空", "，而不是", named || "空"),
  excepted: (patterns, action) =>
    joinChinese("允许除", joinSome(patterns, 3, "zh"), "以外的所有操作，而", action, "在排除之列"),
  otherProduct: (pattern, action) => joinChinese("允许", pattern, "，而此次调用需要", action, "：两者的产品前缀不同"),
  noWholeName: (pattern, action) =>
    joinChinese(
      ...["允许", pattern, "，但它不是完整的操作名称：如需所有以此开头的操作，请写作", `${pattern}*`],
      ...["，或者写作", action],
    ),
  noSuchAction: (pattern, action) => joinChinese("允许", pattern, "，但不存在该操作，可能应为", action),
  otherAction: (pattern, action) => joinChinese("允许", pattern, "，但不包括", action),
};

export const nearMissWords: Readonly<Record<Language, NearMissWords>> = { en: english, zh: chinese };
