import { NativeSelect } from "@mantine/core";
import { IconFlask, IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { kindsFor, makeSample, type SampleKind } from "../../src/reference/samples/kinds.ts";
import { sampleProofs } from "../../src/reference/samples/proofs.gen.ts";
import { UnwritableValue } from "../../src/reference/samples/sample.ts";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { CopyButton } from "../operations/CopyButton.tsx";
import answerStyles from "./answer.module.css";
import { CodeBlock } from "./CodeBlock.tsx";
import styles from "./code.module.css";
import { DownloadProject } from "./DownloadProject.tsx";
import type { ChosenOperation } from "./OperationPanel.tsx";
import { PillTabs } from "./PillTabs.tsx";
import { type Parameters, withoutSecrets } from "./parameters.ts";
import { explorerWords } from "./words.ts";

const storageKey = "medialoft.code";

interface CodePanelProps extends ChosenOperation {
  readonly parameters: Parameters;
}

/** Code that makes exactly this call, in the language that was chosen last. */
export function CodePanel({ product, operation, parameters }: CodePanelProps) {
  const { code } = useMessages();
  const [id, setId] = useState(() => localStorage.getItem(storageKey) ?? "typescript-esm");
  const kinds = kindsFor(product);
  const kind = kinds.find((one) => one.id === id) ?? kinds[0];
  if (!kind) return null;
  const choose = (chosen: string) => {
    localStorage.setItem(storageKey, chosen);
    setId(chosen);
  };
  const isRun = (one: SampleKind) => sampleProofs[one.id].proof !== "not run";
  const mark = code.proofs["not run"];
  return (
    <section aria-label={code.title}>
      <h2 className="unseen">{code.title}</h2>
      <NativeSelect
        className={styles.select}
        aria-label={code.language}
        value={kind.id}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={kinds.map((one) => ({ value: one.id, label: isRun(one) ? one.title : `${one.title} · ${mark}` }))}
      />
      <div className={styles.pills}>
        <PillTabs
          label={code.language}
          pills={kinds.map((one) => ({ id: one.id, title: one.title, ...(!isRun(one) && { mark }) }))}
          chosen={kind.id}
          choose={choose}
        >
          <Sample kind={kind} product={product} operation={operation} parameters={parameters} />
        </PillTabs>
      </div>
    </section>
  );
}

function Sample({ kind, product, operation, parameters }: CodePanelProps & { readonly kind: SampleKind }) {
  const { code } = useMessages();
  const words = useWords(explorerWords);
  const { shown, secrets } = withoutSecrets(parameters);
  const made = make(() => makeSample(kind, { operation, product, parameters: shown, endpoint: location.origin }));
  if ("unwritable" in made) return <p className={answerStyles.failed}>{code.unwritable(made.unwritable)}</p>;
  const { sample } = made;
  return (
    <>
      <div className={styles.line}>
        <code>{sample.file}</code>
        <div className={styles.tools}>
          <DownloadProject product={product} operation={operation} parameters={shown} sampleId={kind.id} />
          <CopyButton text={() => sample.code} />
        </div>
      </div>
      {secrets.length > 0 && (
        <p className={styles.secrets}>
          <IconLock size={16} aria-hidden="true" />
          <span>{words.code.secrets(secrets.join(", "), secrets.map((name) => `YOUR_${name}`).join(", "))}</span>
        </p>
      )}
      <CodeBlock code={sample.code} syntax={sample.syntax} label={kind.title} />
      <p className={styles.note}>
        <IconFlask size={16} aria-hidden="true" />
        <span>
          {[code.proofs[sample.proof.proof], ...sample.proof.with].join(" · ")}. {code.credentials}
        </span>
      </p>
    </>
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
