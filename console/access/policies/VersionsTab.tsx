import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import type { Reading } from "../operation.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { useTell } from "../parts/tell.tsx";
import { When } from "../parts/When.tsx";
import styles from "./policy.module.css";
import { changeCall, type PolicyId, type VersionAnswer, type VersionsAnswer } from "./policy-answers.ts";
import { VersionDiff } from "./VersionDiff.tsx";
import { policyWords } from "./words.ts";

interface VersionsTabProps {
  readonly id: PolicyId;
  readonly reading: Reading<VersionsAnswer>;
  readonly onRetry: () => void;
  readonly onChange: () => void;
  /** Takes a document into the editor; absent where nothing can be changed. */
  readonly onTakeUp?: (document: string) => void;
}

type Asked = { readonly what: "force" | "delete"; readonly version: string };

/** Every version, which one is in force, and how any two differ. */
export function VersionsTab({ id, reading, onRetry, onChange, onTakeUp }: VersionsTabProps) {
  const words = useWords(policyWords);
  const [asked, setAsked] = useState<Asked>();
  return (
    <PanelRead reading={reading} onRetry={onRetry}>
      {({ PolicyVersions: { PolicyVersion: versions } }) => (
        <div className={styles.stack}>
          <Panel title={words.tabs.versions} lead={words.versionsLead}>
            <DataTable
              label={words.tabs.versions}
              rows={versions}
              columns={columnsIn(words, onTakeUp, setAsked)}
              keyOf={({ VersionId }) => VersionId}
            />
          </Panel>
          {versions.length > 1 && <VersionDiff versions={versions} />}
          <VersionDialog id={id} asked={asked} onClose={() => setAsked(undefined)} onChange={onChange} />
        </div>
      )}
    </PanelRead>
  );
}

function columnsIn(
  words: (typeof policyWords)["en"],
  onTakeUp: VersionsTabProps["onTakeUp"],
  onAsk: (asked: Asked) => void,
): readonly Column<VersionAnswer>[] {
  const plain: readonly Column<VersionAnswer>[] = [
    {
      id: "version",
      title: words.version,
      cell: ({ VersionId, IsDefaultVersion }) => (
        <NameCell>
          {VersionId} {IsDefaultVersion && <Mark tone="good">{words.inForce}</Mark>}
        </NameCell>
      ),
    },
    { id: "made", title: words.made, cell: ({ CreateDate }) => <When at={CreateDate} /> },
  ];
  if (!onTakeUp) return plain;
  const buttons = ({ VersionId, IsDefaultVersion, PolicyDocument }: VersionAnswer) =>
    IsDefaultVersion ? null : (
      <>
        <Act name={words.force} about={VersionId} onClick={() => onAsk({ what: "force", version: VersionId })} />
        <Act name={words.takeUp} about={VersionId} onClick={() => onTakeUp(PolicyDocument)} />
        <Act name={words.remove} about={VersionId} onClick={() => onAsk({ what: "delete", version: VersionId })} />
      </>
    );
  return [...plain, { id: "actions", title: words.actions, isActions: true, cell: buttons }];
}

function Act({
  name,
  about,
  onClick,
}: {
  readonly name: string;
  readonly about: string;
  readonly onClick: () => void;
}) {
  return (
    <Button variant="default" size="compact-sm" aria-label={`${name}: ${about}`} onClick={onClick}>
      {name}
    </Button>
  );
}

interface VersionDialogProps {
  readonly id: PolicyId;
  readonly asked: Asked | undefined;
  readonly onClose: () => void;
  readonly onChange: () => void;
}

function VersionDialog({ id, asked, onClose, onChange }: VersionDialogProps) {
  const words = useWords(policyWords);
  const tell = useTell();
  if (!asked) return null;
  const { version } = asked;
  const isForce = asked.what === "force";
  return (
    <ConfirmDialog
      title={isForce ? words.forceTitle(version) : words.removeVersionTitle(version)}
      submit={isForce ? words.force : words.remove}
      isOpen
      onClose={onClose}
      call={changeCall(isForce ? "SetDefaultPolicyVersion" : "DeletePolicyVersion", id.name, { VersionId: version })}
      onDone={() => {
        onChange();
        tell(isForce ? words.forced(version) : words.removedVersion(version));
      }}
    >
      <p>{isForce ? words.forceLead : words.removeVersionLead}</p>
    </ConfirmDialog>
  );
}
