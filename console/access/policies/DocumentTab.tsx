import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import type { Reading } from "../operation.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { Panel } from "../parts/Panel.tsx";
import { RefusalNote } from "../parts/RefusalNote.tsx";
import { useTell } from "../parts/tell.tsx";
import { useChange } from "../parts/use-change.ts";
import { accessPath } from "../paths.ts";
import type { Draft } from "./drafts.ts";
import { PolicyWorkbench } from "./PolicyWorkbench.tsx";
import styles from "./policy.module.css";
import {
  changeCall,
  type GetPolicyAnswer,
  type PolicyId,
  type VersionAnswer,
  type VersionsAnswer,
} from "./policy-answers.ts";
import { TemplateMenu } from "./TemplateMenu.tsx";
import { policyWords } from "./words.ts";

interface DocumentTabProps {
  readonly id: PolicyId;
  readonly answer: GetPolicyAnswer;
  readonly draft: Draft;
  readonly versions: Reading<VersionsAnswer>;
  readonly onSaved: () => void;
}

/** The version in force, to be read; of one's own, to be changed into another version. */
export function DocumentTab(props: DocumentTabProps) {
  const words = useWords(policyWords);
  const { id, answer, draft } = props;
  const saved = answer.DefaultPolicyVersion.PolicyDocument;
  if (id.type === "Custom") return <Changing {...props} />;
  const copy = new URLSearchParams({ PolicyDocument: saved, Description: answer.Policy.Description });
  return (
    <Panel
      title={words.document}
      lead={words.systemLead}
      actions={
        <Button component={Link} href={`${accessPath("policies", "new")}#${copy}`} variant="default" size="xs">
          {words.copyToOwn}
        </Button>
      }
    >
      <PolicyWorkbench text={draft.text} onChange={draft.set} kind="identity" isReadOnly />
    </Panel>
  );
}

const rotation = "DeleteOldestNonDefaultVersionWhenLimitExceeded";

interface Saving {
  readonly isAtOnce: boolean;
}

function Changing({ id, answer, draft, versions, onSaved }: DocumentTabProps) {
  const words = useWords(policyWords);
  const tell = useTell();
  const { isBusy, refusal, make, forget } = useChange();
  const [asked, setAsked] = useState<Saving>();
  const isFull = refusal?.code === "LimitExceeded.Policy.Version";
  const save = async (saving: Saving, isRotating: boolean) => {
    setAsked(saving);
    const call = changeCall("CreatePolicyVersion", id.name, {
      PolicyDocument: draft.text,
      SetAsDefault: String(saving.isAtOnce),
      RotateStrategy: isRotating ? rotation : undefined,
    });
    const made = await make<{ readonly PolicyVersion: VersionAnswer }>(call);
    if (made === undefined) return;
    const { VersionId } = made.PolicyVersion;
    draft.reset(saving.isAtOnce ? draft.text : answer.DefaultPolicyVersion.PolicyDocument);
    tell(saving.isAtOnce ? words.savedInForce(VersionId) : words.saved(VersionId));
    onSaved();
  };
  return (
    <Panel title={words.document} lead={words.documentLead(answer.DefaultPolicyVersion.VersionId)}>
      <div className={styles.stack}>
        {draft.wasKept && <p className={styles.kept}>{words.kept}</p>}
        <PolicyWorkbench
          text={draft.text}
          onChange={draft.set}
          kind="identity"
          head={(replaceAll) => <TemplateMenu onTake={replaceAll} />}
        />
        {refusal && !isFull && <RefusalNote refusal={refusal} />}
        <SaveBar draft={draft} isBusy={isBusy} onSave={(isAtOnce) => void save({ isAtOnce }, false)} />
      </div>
      <Dialog title={words.fullTitle} isOpen={isFull} onClose={forget}>
        <DialogForm
          submit={words.rotate}
          isBusy={isBusy}
          refusal={undefined}
          onSubmit={() => asked && void save(asked, true)}
          onCancel={forget}
          isDanger
        >
          <p>{words.fullLead(oldestOf(versions))}</p>
        </DialogForm>
      </Dialog>
    </Panel>
  );
}

/** The one that goes when another one comes; undefined when they may not be listed. */
function oldestOf(versions: Reading<VersionsAnswer>): string | undefined {
  if (versions.kind === "loading" || "refusal" in versions) return undefined;
  const numbered = versions.answer.PolicyVersions.PolicyVersion.filter(({ IsDefaultVersion }) => !IsDefaultVersion);
  return numbered.map(({ VersionId }) => VersionId).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))[0];
}

interface SaveBarProps {
  readonly draft: Draft;
  readonly isBusy: boolean;
  readonly onSave: (isAtOnce: boolean) => void;
}

function SaveBar({ draft, isBusy, onSave }: SaveBarProps) {
  const words = useWords(policyWords);
  return (
    <div className={styles.save}>
      <Button onClick={() => onSave(true)} disabled={!draft.isChanged} loading={isBusy}>
        {words.saveInForce}
      </Button>
      <Button variant="default" onClick={() => onSave(false)} disabled={!draft.isChanged || isBusy}>
        {words.saveOnly}
      </Button>
      {draft.isChanged && (
        <Button variant="subtle" onClick={() => draft.reset()} disabled={isBusy}>
          {words.discard}
        </Button>
      )}
      <p>{draft.isChanged ? words.saveHint : words.unchanged}</p>
    </div>
  );
}
