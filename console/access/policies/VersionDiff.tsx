import { Box, NativeSelect } from "@mantine/core";
import { useMemo, useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { Panel } from "../parts/Panel.tsx";
import { knownActions } from "./known-actions.ts";
import { type DiffLine, diffByLines } from "./line-diff.ts";
import type { VersionAnswer } from "./policy-answers.ts";
import { formatPolicy, readPolicy } from "./read-policy.ts";
import styles from "./version-diff.module.css";
import { policyWords } from "./words.ts";

/** How two versions differ, line by line and in plain words. Without a choice: the one in force and the newest other one. */
export function VersionDiff({ versions }: { readonly versions: readonly VersionAnswer[] }) {
  const words = useWords(policyWords);
  const [chosen, setChosen] = useState<{ readonly from?: string; readonly to?: string }>({});
  const inForce = versions.find(({ IsDefaultVersion }) => IsDefaultVersion) ?? versions[0];
  const other = versions.find((version) => version !== inForce) ?? inForce;
  const find = (id: string | undefined) => versions.find(({ VersionId }) => VersionId === id);
  const from = find(chosen.from) ?? inForce;
  const to = find(chosen.to) ?? other;
  const choices = versions.map(({ VersionId, IsDefaultVersion }) => ({
    value: VersionId,
    label: IsDefaultVersion ? `${VersionId} · ${words.inForce}` : VersionId,
  }));
  if (!from || !to) return null;
  return (
    <Panel
      title={words.diff}
      actions={
        <div className={styles.choose}>
          <NativeSelect
            size="xs"
            aria-label={words.diffFrom}
            data={choices}
            value={from.VersionId}
            onChange={({ target }) => setChosen({ ...chosen, from: target.value })}
          />
          <span aria-hidden="true">→</span>
          <NativeSelect
            size="xs"
            aria-label={words.diffTo}
            data={choices}
            value={to.VersionId}
            onChange={({ target }) => setChosen({ ...chosen, to: target.value })}
          />
        </div>
      }
    >
      <Differences before={from.PolicyDocument} after={to.PolicyDocument} />
    </Panel>
  );
}

function Differences({ before, after }: { readonly before: string; readonly after: string }) {
  const words = useWords(policyWords);
  const { added, removed } = useSentences(before, after);
  // Compared as they are formatted, so that blanks are no difference.
  const lines = useMemo(() => diffByLines(formatPolicy(before), formatPolicy(after)), [before, after]);
  if (lines.every(({ kind }) => kind === "same")) return <p className={styles.same}>{words.diffNone}</p>;
  return (
    <>
      <ul className={styles.sentences}>
        {removed.map((sentence) => (
          <li key={sentence} data-kind="removed">
            <strong>{words.noLonger}</strong> {sentence}
          </li>
        ))}
        {added.map((sentence) => (
          <li key={sentence} data-kind="added">
            <strong>{words.fresh}</strong> {sentence}
          </li>
        ))}
      </ul>
      <section aria-label={words.diff}>
        <Box className={styles.box} tabIndex={0}>
          <table className={styles.lines}>
            <tbody>
              {lines.map((line) => (
                <Line key={`${line.before ?? ""}:${line.after ?? ""}`} line={line} />
              ))}
            </tbody>
          </table>
        </Box>
      </section>
    </>
  );
}

const signs = { same: " ", added: "+", removed: "−" } as const;

function Line({ line: { kind, text, before, after } }: { readonly line: DiffLine }) {
  const words = useWords(policyWords);
  return (
    <tr data-kind={kind}>
      <td className={styles.number}>{before}</td>
      <td className={styles.number}>{after}</td>
      <td className={styles.sign}>
        <span aria-hidden="true">{signs[kind]}</span>
        {kind !== "same" && <span className="unseen">{kind === "added" ? words.fresh : words.noLonger}</span>}
      </td>
      <td className={styles.text}>{text}</td>
    </tr>
  );
}

/** The statements that only one of them has. */
function useSentences(before: string, after: string) {
  const { language } = useLanguage();
  return useMemo(() => {
    const read = (text: string) =>
      readPolicy(text, { kind: "identity", catalogue: knownActions, language }).statements.map(
        ({ sentence }) => sentence,
      );
    const [old, fresh] = [new Set(read(before)), new Set(read(after))];
    return { removed: [...old.difference(fresh)], added: [...fresh.difference(old)] };
  }, [before, after, language]);
}
