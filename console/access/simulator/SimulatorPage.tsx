import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../language/words.ts";
import { type Outcome, useOperation } from "../operation.ts";
import { PartHeader } from "../parts/PartHeader.tsx";
import { firstTemplate } from "../policies/policy-templates.ts";
import { Answer } from "./Answer.tsx";
import { QuestionForm } from "./QuestionForm.tsx";
import { defaultContext, findLacking, fromAddress, type Question, toCall, toFragment } from "./question.ts";
import type { SimulationAnswer } from "./results.ts";
import styles from "./simulator.module.css";
import { simulatorWords } from "./words.ts";

/** What was asked, and what came of it. */
export interface Asked {
  readonly question: Question;
  readonly outcome: Outcome<SimulationAnswer>;
}

const readAddress = (): Question =>
  fromAddress(location.search, location.hash, {
    who: "user",
    name: "",
    policy: firstTemplate,
    session: "",
    actions: [],
    resources: [],
    context: defaultContext(new Date(), location.protocol === "https:"),
  });

/** Who × action × resource × context: what would be decided, and by which statement. */
export function SimulatorPage() {
  const words = useWords(simulatorWords);
  const { question, setQuestion } = useQuestion();
  const { asked, isBusy, ask } = useAsking(question);
  return (
    <>
      <PartHeader title={words.title} lead={words.lead} />
      <div className={styles.simulator}>
        <QuestionForm
          question={question}
          onChange={setQuestion}
          isBusy={isBusy}
          onAsk={(complete) => void ask(complete)}
        />
        <Answer
          asked={asked}
          isChanged={asked !== undefined && asked.question !== question}
          onRetry={() => void ask(question)}
          onAddKey={(key) => setQuestion({ ...question, context: [...question.context, { key, value: "" }] })}
        />
      </div>
    </>
  );
}

/** The page's address follows the question, so that it can be copied and comes back after a reload. */
function useQuestion() {
  const [question, setQuestion] = useState(readAddress);
  useEffect(() => {
    const readAgain = () => setQuestion(readAddress());
    addEventListener("hashchange", readAgain);
    return () => removeEventListener("hashchange", readAgain);
  }, []);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const { pathname } = location;
    const follow = () => {
      // This page stays mounted until the next one is loaded, and that one's address is not its own.
      if (location.pathname === pathname) history.replaceState(history.state, "", pathname + toFragment(question));
    };
    // The browser refuses too many changes of the address in a short time.
    const timer = setTimeout(follow, 250);
    return () => clearTimeout(timer);
  }, [question]);
  return { question, setQuestion };
}

/** Asks first what stands in the address, and what was asked last again in another language: the reasons are the server's words. */
function useAsking(first: Question) {
  const operate = useOperation();
  const [asked, setAsked] = useState<Asked>();
  const [isBusy, setBusy] = useState(false);
  const turn = useRef(0);
  const latest = useRef(first);
  const ask = useCallback(
    async (question: Question) => {
      latest.current = question;
      turn.current++;
      const own = turn.current;
      setBusy(true);
      const outcome: Outcome<SimulationAnswer> =
        question.who === "root" ? { answer: { Results: [] } } : await operate<SimulationAnswer>(toCall(question));
      if (own !== turn.current) return;
      setAsked({ question, outcome });
      setBusy(false);
    },
    [operate],
  );
  // Another language makes another `operate`.
  useEffect(() => {
    if (findLacking(latest.current) === undefined) void ask(latest.current);
  }, [ask]);
  return { asked, isBusy, ask };
}
