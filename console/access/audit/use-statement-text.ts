import { useEffect, useState } from "react";
import type { Statement } from "../../../src/policy/document.ts";
import { parsePolicy } from "../../../src/policy/parse.ts";
import { useOperation } from "../operation.ts";
import type { RecordedStatement } from "./audit-record.ts";

/** What a recorded statement said, or why that cannot be told. */
export type StatementText =
  | { readonly kind: "asking" | "session" | "gone" | "hidden" }
  | { readonly kind: "read"; readonly statement: Statement };

/** Reads the version of the policy that was in force then. */
export function useStatementText(recorded: RecordedStatement): StatementText {
  const operate = useOperation();
  const [text, setText] = useState<StatementText>({ kind: "asking" });
  const { PolicyName, PolicyType = "", PolicyVersion = "", StatementNumber } = recorded;
  useEffect(() => {
    if (PolicyName === undefined) return setText({ kind: "session" });
    let isCurrent = true;
    const parameters = { PolicyName, PolicyType, VersionId: PolicyVersion };
    operate<VersionAnswer>({ product: "RAM", action: "GetPolicyVersion", parameters }).then((outcome) => {
      if (!isCurrent) return;
      if ("refusal" in outcome) setText({ kind: outcome.refusal.isDenied ? "hidden" : "gone" });
      else setText(findStatement(outcome.answer.PolicyVersion.PolicyDocument, StatementNumber));
    });
    return () => {
      isCurrent = false;
    };
  }, [operate, PolicyName, PolicyType, PolicyVersion, StatementNumber]);
  return text;
}

interface VersionAnswer {
  readonly PolicyVersion: { readonly PolicyDocument: string };
}

function findStatement(document: string, number: number): StatementText {
  const parsed = parsePolicy(document, "identity", { sids: true });
  const statement = parsed.ok ? parsed.document.statements[number - 1] : undefined;
  return statement ? { kind: "read", statement } : { kind: "gone" };
}
