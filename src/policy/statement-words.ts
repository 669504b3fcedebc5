import type { Language } from "../contract/language.ts";
import type { ConditionKey } from "./condition-keys.ts";
import type { Statement } from "./document.ts";
import { joinChinese } from "./join-chinese.ts";
import { joinWords } from "./join-words.ts";
import type { Test } from "./operators.ts";

type Phrases = Readonly<Record<Test["comparison"], string>>;

/** The words of which a statement's sentence is made. */
interface StatementWords {
  readonly sentence: (effect: Statement["effect"], target: string, conditions: readonly string[]) => string;
  readonly assume: (names: readonly string[]) => string;
  readonly act: (actions: string, resources: string) => string;
  readonly everyAction: string;
  readonly everyActionOf: (product: string) => string;
  readonly everyActionFrom: (product: string, start: string) => string;
  readonly everyActionLike: (pattern: string) => string;
  readonly everyActionExcept: (actions: string) => string;
  readonly everyResource: string;
  readonly everythingLike: (patterns: string) => string;
  readonly subject: (key: ConditionKey) => string;
  /** Of a bool that is true, and of one that is false. */
  readonly facts: (key: ConditionKey) => readonly [string, string] | undefined;
  readonly isAbsent: (subject: string) => string;
  readonly isPresent: (subject: string) => string;
  readonly quantified: (subject: string) => Readonly<Record<Test["quantifier"], string>>;
  readonly compares: (subject: string, phrase: string, values: string) => string;
  readonly phrases: Phrases;
  readonly negatedPhrases: Phrases;
  readonly datePhrases: Phrases;
  readonly orAbsent: string;
}

const phrases: Phrases = {
  equals: "is",
  "equals-ignore-case": "is, in upper or lower case,",
  like: "is like",
  less: "is less than",
  "less-or-equal": "is at most",
  greater: "is more than",
  "greater-or-equal": "is at least",
  "in-range": "is in",
};

const english: StatementWords = {
  sentence: (effect, target, conditions) => {
    const end = conditions.length > 0 ? `, if ${joinWords(conditions, "and")}` : "";
    return `${effect === "Allow" ? "Allows" : "Denies"} ${target}${end}.`;
  },
  assume: (names) => `${joinWords(names, "and")} to assume the role`,
  act: (actions, resources) => `${actions} on ${resources}`,
  everyAction: "every action",
  everyActionOf: (product) => `every ${product} action`,
  everyActionFrom: (product, start) => `every ${product} action that begins with ${start}`,
  everyActionLike: (pattern) => `every action like ${pattern}`,
  everyActionExcept: (actions) => `every action except ${actions}`,
  everyResource: "every resource",
  everythingLike: (patterns) => `everything like ${patterns}`,
  subject: (key) => key.subject,
  facts: (key) => key.sentences,
  isAbsent: (subject) => `${subject} is absent`,
  isPresent: (subject) => `${subject} is present`,
  quantified: (subject) => ({ plain: subject, any: `one value of ${subject}`, all: `every value of ${subject}` }),
  compares: (subject, phrase, values) => `${subject} ${phrase} ${values}`,
  phrases,
  negatedPhrases: {
    ...phrases,
    equals: "is not",
    "equals-ignore-case": "is not, in upper or lower case,",
    like: "is not like",
    "in-range": "is not in",
  },
  datePhrases: {
    ...phrases,
    less: "is before",
    "less-or-equal": "is not after",
    greater: "is after",
    "greater-or-equal": "is not before",
  },
  orAbsent: " or absent",
};

const chinesePhrases: Phrases = {
  equals: "为",
  "equals-ignore-case": "（不区分大小写）为",
  like: "匹配",
  less: "小于",
  "less-or-equal": "不大于",
  greater: "大于",
  "greater-or-equal": "不小于",
  "in-range": "属于",
};

const chinese: StatementWords = {
  sentence: (effect, target, conditions) => {
    const all = conditions.flatMap((condition, i) => (i === 0 ? [condition] : ["，且", condition]));
    const start = conditions.length > 0 ? joinChinese("当", ...all, "时，") : "";
    return joinChinese(start, effect === "Allow" ? "允许" : "拒绝", target, "。");
  },
  assume: (names) => joinChinese(joinWords(names, "and", "zh"), "扮演此角色"),
  act: (actions, resources) => joinChinese("对", resources, "执行", actions),
  everyAction: "所有操作",
  everyActionOf: (product) => joinChinese(product, "的所有操作"),
  everyActionFrom: (product, start) => joinChinese(product, "中以", start, "开头的操作"),
  everyActionLike: (pattern) => joinChinese("所有匹配", pattern, "的操作"),
  everyActionExcept: (actions) => joinChinese("除", actions, "以外的所有操作"),
  everyResource: "所有资源",
  everythingLike: (patterns) => joinChinese("所有匹配", patterns, "的资源"),
  subject: (key) => key.chinese.subject,
  facts: (key) => key.chinese.sentences,
  isAbsent: (subject) => joinChinese(subject, "不存在"),
  isPresent: (subject) => joinChinese(subject, "存在"),
  quantified: (subject) => ({
    plain: subject,
    any: joinChinese(subject, "至少有一个值"),
    all: joinChinese(subject, "的每个值都"),
  }),
  compares: joinChinese,
  phrases: chinesePhrases,
  negatedPhrases: {
    ...chinesePhrases,
    equals: "不为",
    "equals-ignore-case": "（不区分大小写）不为",
    like: "不匹配",
    "in-range": "不属于",
  },
  datePhrases: {
    ...chinesePhrases,
    less: "早于",
    "less-or-equal": "不晚于",
    greater: "晚于",
    "greater-or-equal": "不早于",
  },
  orAbsent: "（或不存在）",
};

export const statementWords: Readonly<Record<Language, StatementWords>> = { en: english, zh: chinese };
