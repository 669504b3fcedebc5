import { Link } from "wouter";
import type { Effect } from "../../../src/policy/document.ts";
import { useWords } from "../../language/words.ts";
import { policyPath } from "../paths.ts";
import type { Question } from "./question.ts";
import type { SimulatedStatement } from "./results.ts";
import styles from "./simulator.module.css";
import { useSentence } from "./use-sentence.ts";
import { simulatorWords } from "./words.ts";

interface DecidingStatementProps {
  readonly statement: SimulatedStatement;
  readonly question: Question;
  readonly effect: Effect;
}

/** A statement that decided: where it stands and what it says. */
export function DecidingStatement({ statement, question, effect }: DecidingStatementProps) {
  const sentence = useSentence(statement, question);
  return (
    <figure className={styles.statement} data-effect={effect}>
      <figcaption>
        <Source statement={statement} isTrial={question.who === "policy"} />
      </figcaption>
      <p>{sentence}</p>
    </figure>
  );
}

function Source({ statement, isTrial }: { readonly statement: SimulatedStatement; readonly isTrial: boolean }) {
  const words = useWords(simulatorWords);
  const { Layer, PolicyName, PolicyType = "Custom", PolicyVersion, AttachedTo = "", StatementNumber } = statement;
  const number = words.statement(StatementNumber);
  if (Layer === "session" || PolicyName === undefined) return `${number} ${words.ofSession}`;
  if (isTrial) return `${number} ${words.ofThis}`;
  const [kind = "", holder = ""] = AttachedTo.split("/");
  const holderWord = Object.hasOwn(words.holders, kind) ? words.holders[kind as keyof typeof words.holders] : kind;
  return (
    <>
      {number} {words.ofPolicy} <Link href={policyPath(PolicyType, PolicyName)}>{PolicyName}</Link> {PolicyVersion},{" "}
      {words.to(`${holderWord} ${holder}`)}
    </>
  );
}
