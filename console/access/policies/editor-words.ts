import type { Words } from "../../language/words.ts";

const english = {
  document: "Policy document",
  proposals: "Proposals",
  proposed: (count: number) => (count === 1 ? "1 proposal" : `${count} proposals`),
  place: (line: number, column: number) => `Line ${line}, column ${column}`,
  goThere: "Go there",
  noFault: "A policy that the server takes.",
  noted: (count: number) => (count === 1 ? "1 remark." : `${count} remarks.`),
  characters: (length: number, limit: number) =>
    `${length.toLocaleString("en")} / ${limit.toLocaleString("en")} characters`,
  format: "Format",
  keys: "Ctrl+Space proposes, Tab leaves.",
  plain: "In plain words",
  plainLead: "What it says, as you write.",
  stale: "From before the mistake.",
  noStatement: "Nothing yet. Begin with a template, or write the first statement.",
  line: (line: number) => `line ${line}`,
  statement: (number: number, line: number) => `Statement ${number}: go to line ${line}`,
  remarks: {
    "unknown-action": "Unknown action",
    "no-effect": "Has no effect",
    "never-holds": "Never holds",
    "always-holds": "Always holds",
    "wrong-type": "Wrong kind of value",
    "too-broad": "Very broad",
    "no-variables": "No variables",
    unquoted: "Not in quotes",
  },
  afterRemark: ".",
  templates: "Begin with a template",
  templatesLead: "It takes the place of what is written. Ctrl+Z brings that back.",
};

const chinese: typeof english = {
  document: "策略文档",
  proposals: "候选项",
  proposed: (count: number) => `${count} 个候选项`,
  place: (line: number, column: number) => `第 ${line} 行，第 ${column} 列`,
  goThere: "前往",
  noFault: "服务器可以接受这条策略。",
  noted: (count: number) => `另有 ${count} 条提示。`,
  characters: (length: number, limit: number) =>
    `${length.toLocaleString("en")} / ${limit.toLocaleString("en")} 个字符`,
  format: "格式化",
  keys: "Ctrl+空格 显示候选项，Tab 离开编辑器。",
  plain: "通俗解读",
  plainLead: "边写边看策略的含义。",
  stale: "这是出错之前的内容。",
  noStatement: "还没有内容。可以从模板开始，或写下第一条语句。",
  line: (line: number) => `第 ${line} 行`,
  statement: (number: number, line: number) => `语句 ${number}：前往第 ${line} 行`,
  remarks: {
    "unknown-action": "未知的操作",
    "no-effect": "不起作用",
    "never-holds": "永远不成立",
    "always-holds": "永远成立",
    "wrong-type": "值的类型不符",
    "too-broad": "范围过大",
    "no-variables": "不支持变量",
    unquoted: "缺少引号",
  },
  afterRemark: "：",
  templates: "从模板开始",
  templatesLead: "模板会替换现有内容，按 Ctrl+Z 可恢复。",
};

export const editorWords: Words<typeof english> = { en: english, zh: chinese };
