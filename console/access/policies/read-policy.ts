import type { CatalogueAction } from "../../../src/policy/catalogue.ts";
import type { Effect, Place, PolicyKind } from "../../../src/policy/document.ts";
import { explainStatement } from "../../../src/policy/explain-statement.ts";
import { type JsonNode, readJson } from "../../../src/policy/json-text.ts";
import { type LintWarning, lintPolicy } from "../../../src/policy/lint.ts";
import { maxPolicyLength, parsePolicy } from "../../../src/policy/parse.ts";
import { tellFault } from "../../../src/policy/tell-fault.ts";
import type { Language } from "../../language/language.tsx";

/** A statement as a person reads it. */
export interface StatementReading {
  readonly effect: Effect;
  /** One plain sentence. */
  readonly sentence: string;
  readonly warnings: readonly { readonly code: LintWarning["code"] | "unquoted"; readonly message: string }[];
  /** Its first and its last line, counted from 1. */
  readonly from: number;
  readonly to: number;
}

export interface PolicyReading {
  /** Why the text is no policy, and where. */
  readonly fault?: { readonly message: string; readonly place: Place };
  /** None while there is a fault. */
  readonly statements: readonly StatementReading[];
  /** In characters, as the limit counts them. */
  readonly length: number;
  readonly limit: number;
}

interface Asked {
  readonly kind: PolicyKind;
  readonly catalogue: readonly CatalogueAction[];
  readonly language: Language;
}

/** What a policy's text says, in plain words, and what its writer should know of it. */
export function readPolicy(text: string, { kind, catalogue, language }: Asked): PolicyReading {
  const size = { length: lengthOf(text), limit: maxPolicyLength[kind] };
  const parsed = parsePolicy(text, kind);
  if (!parsed.ok)
    return { ...size, fault: { message: tellFault(parsed.message, language), place: parsed.place }, statements: [] };
  const lint = lintPolicy(parsed.document, catalogue, { language, now: Date.now() });
  const lines = statementLines(text);
  const statements = parsed.document.statements.map((statement, index): StatementReading => {
    const { from, to } = lines[index] ?? { from: 1, to: 1 };
    const unquoted = parsed.warnings.filter(({ place }) => place.line >= from && place.line <= to);
    return {
      effect: statement.effect,
      sentence: explainStatement(statement, language),
      warnings: [
        ...lint.filter((warning) => warning.statement === index),
        ...unquoted.map(({ message }) => ({ code: "unquoted" as const, message: tellFault(message, language) })),
      ],
      from,
      to,
    };
  });
  return { ...size, statements };
}

function lengthOf(text: string): number {
  try {
    return readJson(text).length;
  } catch {
    return [...text.replace(/"(?:\\.|[^"\\\n])*"?|\s+/g, (run) => (run.startsWith('"') ? run : ""))].length;
  }
}

/** Where each statement of a whole policy begins and ends. */
function statementLines(text: string): readonly { readonly from: number; readonly to: number }[] {
  const { root } = readJson(text);
  const found = root.kind === "object" ? root.members.find(({ key }) => key === "Statement")?.value : undefined;
  const nodes: readonly JsonNode[] = found?.kind === "array" ? found.items : found ? [found] : [];
  const lineOf = (at: number) => text.slice(0, at).split("\n").length;
  return nodes.map((node) => ({ from: lineOf(node.at), to: lineOf(endOf(node)) }));
}

/** Where the last thing in it begins: that is on its last line but one or two. */
function endOf(node: JsonNode): number {
  const last =
    node.kind === "object" ? node.members.at(-1)?.value : node.kind === "array" ? node.items.at(-1) : undefined;
  return last ? endOf(last) : node.at;
}

/** The same policy, one thing a line; the text itself when it is no JSON. */
export function formatPolicy(text: string): string {
  try {
    // What says a name twice would lose one of them.
    readJson(text);
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
