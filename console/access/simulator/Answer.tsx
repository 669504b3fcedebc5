import { IconScale } from "@tabler/icons-react";
import { useWords } from "../../language/words.ts";
import { Panel } from "../parts/Panel.tsx";
import { PanelRefused } from "../parts/PanelRead.tsx";
import { Decision } from "./Decision.tsx";
import type { SimulatedResult } from "./results.ts";
import type { Asked } from "./SimulatorPage.tsx";
import styles from "./simulator.module.css";
import { simulatorWords } from "./words.ts";

interface AnswerProps {
  readonly asked: Asked | undefined;
  /** The question is another one by now. */
  readonly isChanged: boolean;
  readonly onRetry: () => void;
  readonly onAddKey: (key: string) => void;
}

/** What was decided, one decision for each action on each resource. */
export function Answer({ asked, isChanged, onRetry, onAddKey }: AnswerProps) {
  const words = useWords(simulatorWords);
  return (
    <div className={styles.answer}>
      <Panel title={words.answer}>
        {!asked && (
          <p className={styles.none}>
            <IconScale size={20} aria-hidden="true" />
            {words.none}
          </p>
        )}
        {isChanged && <p className={styles.changed}>{words.changed}</p>}
        {asked && "refusal" in asked.outcome && <PanelRefused refusal={asked.outcome.refusal} onRetry={onRetry} />}
        {asked && "answer" in asked.outcome && (
          <>
            <Verdict asked={asked} results={asked.outcome.answer.Results} />
            {asked.outcome.answer.Results.map((result, index, all) => (
              <Decision
                key={`${result.Action} ${result.Resource}`}
                result={result}
                question={asked.question}
                isOpen={all.length === 1 || (index < 3 && result.Decision !== "Allow")}
                onAddKey={onAddKey}
              />
            ))}
          </>
        )}
      </Panel>
    </div>
  );
}

function Verdict({ asked, results }: { readonly asked: Asked; readonly results: readonly SimulatedResult[] }) {
  const words = useWords(simulatorWords);
  const allowed = results.filter(({ Decision: decision }) => decision === "Allow").length;
  const isRoot = asked.question.who === "root";
  const isGood = isRoot || allowed === results.length;
  const sentence = allowed === 0 ? words.nothing(results.length) : words.some(allowed, results.length);
  return (
    <div role="status" className={styles.verdict} data-good={isGood}>
      <strong>{isRoot ? words.rootTitle : isGood ? words.all(results.length) : sentence}</strong>
      {isRoot && <p>{words.whoHints.root}</p>}
      {!isGood && allowed > 0 && <p>{words.needsAll}</p>}
    </div>
  );
}
