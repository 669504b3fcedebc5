import { NativeSelect } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useState } from "react";
import { kindsFor, makeSample } from "../../src/reference/samples/kinds.ts";
import type { SampleId } from "../../src/reference/samples/sample.ts";
import { UnwritableValue } from "../../src/reference/samples/sample.ts";
import { useMessages } from "../language/language.tsx";
import { CopyButton } from "../operations/CopyButton.tsx";
import answerStyles from "./answer.module.css";
import { CodeBlock } from "./CodeBlock.tsx";
import styles from "./code.module.css";
import type { ChosenOperation } from "./OperationPanel.tsx";
import type { Parameters } from "./parameters.ts";

const storageKey = "medialoft.code";

/** Code that makes exactly this call, in the language that was chosen last. */
export function CodePanel({ product, operation, parameters }: ChosenOperation & { readonly parameters: Parameters }) {
  const { code } = useMessages();
  const [id, setId] = useState(() => localStorage.getItem(storageKey) ?? "typescript-esm");
  const kinds = kindsFor(product);
  const kind = kinds.find((one) => one.id === id) ?? kinds[0];
  if (!kind) return null;
  const choose = (chosen: string) => {
    localStorage.setItem(storageKey, chosen);
    setId(chosen as SampleId);
  };
  const made = make(() => makeSample(kind, { operation, product, parameters, endpoint: location.origin }));
  return (
    <section className={answerStyles.panel} aria-label={code.title}>
      <h2 className={answerStyles.heading}>{code.title}</h2>
      <div className={styles.tabs} role="tablist" aria-label={code.language}>
        {kinds.map((one) => (
          <KindTab key={one.id} id={one.id} title={one.title} isChosen={one === kind} choose={choose} />
        ))}
      </div>
      <NativeSelect
        className={styles.select}
        aria-label={code.language}
        value={kind.id}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={kinds.map((one) => ({ value: one.id, label: one.title }))}
      />
      {"unwritable" in made ? (
        <p className={answerStyles.failed}>{code.unwritable(made.unwritable)}</p>
      ) : (
        <div role="tabpanel" aria-label={kind.title}>
          <div className={styles.line}>
            <code>{made.sample.file}</code>
            <CopyButton text={() => made.sample.code} />
          </div>
          <CodeBlock code={made.sample.code} syntax={made.sample.syntax} label={kind.title} />
          <p className={styles.note}>
            <IconFlask size={16} aria-hidden="true" />
            <span>
              {[code.proofs[made.sample.proof.proof], ...made.sample.proof.with].join(" · ")}. {code.credentials}
            </span>
          </p>
        </div>
      )}
    </section>
  );
}

function make<T>(write: () => T): { readonly sample: T } | { readonly unwritable: string } {
  try {
    return { sample: write() };
  } catch (error) {
    if (error instanceof UnwritableValue) return { unwritable: error.parameter };
    throw error;
  }
}

interface KindTabProps {
  readonly id: string;
  readonly title: string;
  readonly isChosen: boolean;
  readonly choose: (id: string) => void;
}

/** Arrow keys go to the neighbours, as in any row of tabs. */
function KindTab({ id, title, isChosen, choose }: KindTabProps) {
  return (
    <button
      type="button"
      role="tab"
      className={styles.tab}
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => choose(id)}
      onKeyDown={({ key, currentTarget }) => {
        const next = {
          ArrowRight: currentTarget.nextElementSibling ?? currentTarget.parentElement?.firstElementChild,
          ArrowLeft: currentTarget.previousElementSibling ?? currentTarget.parentElement?.lastElementChild,
        }[key];
        if (!(next instanceof HTMLButtonElement)) return;
        next.focus();
        next.click();
      }}
    >
      {title}
    </button>
  );
}
