import type { Language } from "../contract/language.ts";
import { joinChinese } from "./join-chinese.ts";

/** What `parsePolicy` says of a text, in this language; what has no translation stays as it is. */
export function tellFault(message: string, language: Language): string {
  return language === "zh" ? (translate(message) ?? message) : message;
}

/** Sentence by sentence: names and values may hold anything, so that a full stop is no border. */
function translate(message: string): string | undefined {
  let [done, rest] = ["", message];
  while (rest !== "") {
    const found = findSentence(rest);
    if (!found) return undefined;
    done += found.chinese;
    rest = found.rest;
  }
  return done;
}

function findSentence(text: string): { readonly chinese: string; readonly rest: string } | undefined {
  for (const [pattern, chinese] of sentences) {
    const found = pattern.exec(text);
    if (!found) continue;
    const parts = chinese.split(/(\{\d\})/).map((part) => {
      const place = /^\{(\d)\}$/.exec(part)?.[1];
      return place === undefined ? part : toWord(found[Number(place)] ?? "");
    });
    return { chinese: joinChinese(...parts), rest: text.slice(found[0].length).trimStart() };
  }
  return undefined;
}

const toWord = (english: string): string => {
  const entry = /^Each entry of (\w+)$/.exec(english)?.[1];
  return entry === undefined ? (words.get(english) ?? english) : joinChinese(entry, "的每一项");
};

const words = new Map([
  ["A policy", "权限策略"],
  ["a policy", "权限策略"],
  ["A statement", "语句"],
  ["a statement", "语句"],
  ["a trust policy's statement", "信任策略的语句"],
  ["a number of at most 15 digits", "不超过 15 位的数字"],
  ["a time such as 2026-11-24T08:00:00+08:00, with its zone", "带时区的时间，例如 2026-11-24T08:00:00+08:00"],
  ["true or false", "true 或 false"],
  ["an IP address or a range such as 203.0.113.0/24", "IP 地址或网段（例如 203.0.113.0/24）"],
]);

/** A text in quotes, as JSON writes it. */
const quoted = '("(?:[^"\\\\]|\\\\.)*")';

/** `J` stands for a text in quotes, `~` for anything up to what follows. */
const sentence = (english: string, chinese: string): readonly [RegExp, string] => {
  const escaped = english.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [new RegExp(`^${escaped.replaceAll("~", "(.+?)").replaceAll(/\bJ\b/g, () => quoted)}`, "s"), chinese];
};

const sentences = [
  sentence("The text ends too early: ~ is missing.", "文本不完整：缺少 {1}。"),
  sentence("The text ends too early.", "文本不完整。"),
  sentence("This is not JSON: expected a name in double quotes.", "不是 JSON：此处应为双引号中的名称。"),
  sentence("This is not JSON: expected a colon.", "不是 JSON：此处应为冒号。"),
  sentence("This is not JSON: expected a comma or ~.", "不是 JSON：此处应为逗号或 {1}。"),
  sentence("This is not JSON: expected a value.", "不是 JSON：此处应为值。"),
  sentence("This is not a JSON string.", "不是 JSON 字符串。"),
  sentence("The string holds half of a character.", "字符串中有不完整的字符。"),
  sentence("Nothing may follow the end of the policy.", "权限策略结束后不能再有内容。"),
  sentence("The policy is nested too deeply.", "权限策略的嵌套过深。"),
  sentence(
    "The policy is longer than ~ characters, blanks outside of strings not counted.",
    "权限策略超过 {1} 个字符（字符串以外的空白不计）。",
  ),
  sentence("J stands twice in the same object.", "{1} 在同一对象中出现了两次。"),
  sentence("J is no element of ~.", "{1} 不是{2}的元素。"),
  sentence("The nearest known one is ~.", "最接近的是 {1}。"),
  sentence("The nearest one is ~.", "最接近的是 {1}。"),
  sentence(
    "RAM has no NotResource: name the resources, and deny the others in a statement of their own.",
    "RAM 没有 NotResource：请列出资源，其余资源用单独的语句拒绝。",
  ),
  sentence("RAM's statements have no names.", "RAM 的语句没有名称。"),
  sentence("RAM's policies have no Id.", "RAM 的权限策略没有 Id。"),
  sentence(
    "Principal belongs into the trust policy of a role; this policy applies to whom it is attached to.",
    "Principal 用于角色的信任策略；此权限策略对添加它的主体生效。",
  ),
  sentence("RAM has no NotPrincipal: name the principals.", "RAM 没有 NotPrincipal：请列出主体。"),
  sentence("A trust policy is about its own role and names no resource.", "信任策略针对其所属的角色，不写资源。"),
  sentence(
    "A trust policy allows or denies sts:AssumeRole and nothing else.",
    "信任策略只能允许或拒绝 sts:AssumeRole。",
  ),
  sentence("Statement must hold at least one statement.", "Statement 至少要有一条语句。"),
  sentence('Version must be "1".', 'Version 必须为 "1"。'),
  sentence('Effect must be "Allow" or "Deny".', 'Effect 必须为 "Allow" 或 "Deny"。'),
  sentence("Action and NotAction exclude each other.", "Action 和 NotAction 不能同时使用。"),
  sentence("J is no action.", "{1} 不是操作。"),
  sentence(
    "An action is written <product>:<operation>, or * for every one.",
    "操作写作 <product>:<operation>，* 表示所有操作。",
  ),
  sentence("The only action of a trust policy is sts:AssumeRole.", "信任策略的操作只能是 sts:AssumeRole。"),
  sentence("J is no resource: write ~, or * for every one.", "{1} 不是资源：请写作 {2}，* 表示所有资源。"),
  sentence("J is no operator of a condition.", "{1} 不是条件运算符。"),
  sentence(
    "J is an operator that no document of RAM's names, and this server refuses it: its setting ~ is off.",
    "RAM 文档中没有运算符 {1}，且本服务器的设置 {2} 为 off，因此不接受该运算符。",
  ),
  sentence("J is no key of a condition.", "{1} 不是条件关键字。"),
  sentence("A key is written <product>:<name>.", "关键字写作 <product>:<name>。"),
  sentence("A value of ~ must be a text in double quotes.", "{1} 的值必须是双引号中的文本。"),
  sentence("RAM's documents write this value in quotes: J.", "按 RAM 文档的写法，此值应加引号：{1}。"),
  sentence("~ needs ~, not J.", "{1} 需要{2}，而不是 {3}。"),
  sentence("Principal names nobody.", "Principal 没有指定任何主体。"),
  sentence("J is no kind of principal.", "{1} 不是主体类型。"),
  sentence("J is no principal of the kind ~: write ~.", "{1} 不是 {2} 类型的主体：请写作 {3}。"),
  sentence("~ has no key to look at.", "{1} 没有要检查的关键字。"),
  sentence("~ is missing.", "缺少 {1}。"),
  sentence("~ must be an object.", "{1}必须是对象。"),
  sentence("~ must be a text in double quotes.", "{1}必须是双引号中的文本。"),
  sentence("~ is an empty list.", "{1} 是空列表。"),
];
