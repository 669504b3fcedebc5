import { explainStatement } from "../../../src/policy/explain-statement.ts";
import { parsePolicy } from "../../../src/policy/parse.ts";
import { useLanguage } from "../../language/language.tsx";
import { useStatementText } from "../audit/use-statement-text.ts";
import type { Question } from "./question.ts";
import type { SimulatedStatement } from "./results.ts";

/** What a statement says, in the language that is spoken; in the server's words where its text cannot be read. */
export function useSentence(statement: SimulatedStatement, question: Question): string {
  const { language } = useLanguage();
  const given = givenText(statement, question);
  const read = useStatementText(given === undefined ? statement : { Layer: "session", StatementNumber: 1 });
  const own = given === undefined ? undefined : findStatement(given.text, given.kind, statement.StatementNumber);
  const found = own ?? (read.kind === "read" ? read.statement : undefined);
  return found ? explainStatement(found, language) : statement.Explanation;
}

/** The text that was sent with the question, if the statement is of that. */
function givenText({ Layer }: SimulatedStatement, { who, policy, session }: Question) {
  if (Layer === "session") return { text: session, kind: "session" } as const;
  return who === "policy" ? ({ text: policy, kind: "identity" } as const) : undefined;
}

function findStatement(text: string, kind: "identity" | "session", number: number) {
  const parsed = parsePolicy(text, kind);
  return parsed.ok ? parsed.document.statements[number - 1] : undefined;
}
