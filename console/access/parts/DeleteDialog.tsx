import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import type { Call } from "../../session/session-api.ts";
import type { Refusal } from "../operation.ts";
import { Dialog } from "./Dialog.tsx";
import { DialogForm } from "./DialogForm.tsx";
import styles from "./delete-dialog.module.css";
import { PanelLoading } from "./PanelRead.tsx";
import { RefusalNote } from "./RefusalNote.tsx";
import { type Bond, type BondSource, useBonds } from "./use-bonds.ts";
import { useChange } from "./use-change.ts";
import { partWords } from "./words.ts";

interface DeleteDialogProps {
  /** Whom or what is deleted. */
  readonly name: string;
  /** What will happen, in plain words. */
  readonly lead: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly call: Call;
  /** Where to look for what keeps it from being deleted. */
  readonly sources: readonly BondSource[];
  readonly onDone: () => void;
  /** Something of what kept it was taken away. */
  readonly onChange: () => void;
}

/** Deletes; where the server refuses because something is attached, shows what, and takes it away at one's wish. */
export function DeleteDialog({ isOpen, onClose, ...rest }: DeleteDialogProps) {
  const { deleting: words } = useWords(partWords);
  return (
    <Dialog title={words.title(rest.name)} isOpen={isOpen} onClose={onClose}>
      <DeleteForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

const isConflict = (refusal: Refusal | undefined): boolean => refusal?.code.startsWith("DeleteConflict.") === true;

function DeleteForm(props: Omit<DeleteDialogProps, "isOpen">) {
  const { name, lead, onClose, call, sources, onDone, onChange } = props;
  const { deleting: words } = useWords(partWords);
  const { isBusy, refusal, make } = useChange();
  const [hasConflict, setConflict] = useState(false);
  const { bonds, hidden, isReading, read } = useBonds(sources);
  useEffect(() => {
    if (isConflict(refusal)) setConflict(true);
  }, [refusal]);
  useEffect(() => {
    if (hasConflict) void read();
  }, [hasConflict, read]);
  const remove = async (bond: Bond) => {
    const isGone = (await make(bond.call)) !== undefined;
    if (isGone) onChange();
    await read();
    return isGone;
  };
  const send = async () => {
    for (const bond of bonds) if (!(await remove(bond))) return;
    if ((await make(call)) === undefined) return void (await read());
    onClose();
    onDone();
  };
  const isBlocked = hasConflict && (isReading || (bonds.length > 0 && hidden.length > 0));
  return (
    <DialogForm
      submit={bonds.length > 0 ? words.submitAll(bonds.length) : words.submit}
      isBusy={isBusy || isBlocked}
      refusal={isConflict(refusal) ? undefined : refusal}
      onSubmit={() => void send()}
      onCancel={onClose}
      isDanger
    >
      <p>{lead}</p>
      {hasConflict && (
        <div role="alert">
          <p className={styles.why}>{bonds.length > 0 ? words.conflict(name) : words.free(name)}</p>
        </div>
      )}
      {hasConflict && isReading && bonds.length === 0 && <PanelLoading />}
      {bonds.length > 0 && <BondList bonds={bonds} isBusy={isBusy} onRemove={(bond) => void remove(bond)} />}
      {hidden.map((one) => (
        <RefusalNote key={one.message} refusal={one} />
      ))}
    </DialogForm>
  );
}

interface BondListProps {
  readonly bonds: readonly Bond[];
  readonly isBusy: boolean;
  readonly onRemove: (bond: Bond) => void;
}

function BondList({ bonds, isBusy, onRemove }: BondListProps) {
  const { deleting: words } = useWords(partWords);
  return (
    <ul className={styles.bonds}>
      {bonds.map((bond) => (
        <li key={bond.id}>
          <span className={styles.bond}>
            <small>{words.kinds[bond.kind]}</small>
            {bond.to ? <Link href={bond.to}>{bond.label}</Link> : <span>{bond.label}</span>}
          </span>
          <Button
            variant="default"
            size="compact-sm"
            disabled={isBusy}
            aria-label={words.removeNamed(bond.label)}
            onClick={() => onRemove(bond)}
          >
            {words.remove}
          </Button>
        </li>
      ))}
    </ul>
  );
}
