import { Checkbox, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useContext, useState } from "react";
import { useWords } from "../../language/words.ts";
import type { Call } from "../../session/session-api.ts";
import { Dialog } from "./Dialog.tsx";
import { DialogForm, TriedContext } from "./DialogForm.tsx";
import { PanelEmpty, PanelRead } from "./PanelRead.tsx";
import styles from "./pick.module.css";
import { useChange } from "./use-change.ts";
import type { Pick, Picks } from "./use-picks.ts";
import { partWords } from "./words.ts";

interface PickFormProps {
  readonly submit: string;
  readonly onClose: () => void;
  /** Reads what there is to choose from; the same at every render. */
  readonly usePicks: () => Picks;
  /** Ids of those that are there already. */
  readonly taken: readonly string[];
  /** What is called for each that was chosen, one after the other. */
  readonly callFor: (id: string) => Call;
  /** Called with how many calls were made, even when a later one is refused. */
  readonly onDone: (count: number) => void;
}

export interface PickDialogProps extends PickFormProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly isWide?: boolean;
}

/** Chooses several and makes a call for each; those that went are no longer chosen when one is refused. */
export function PickDialog({ title, isOpen, isWide, ...form }: PickDialogProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={form.onClose} isWide={isWide}>
      <PickForm {...form} />
    </Dialog>
  );
}

function PickForm({ submit, onClose, usePicks, taken, callFor, onDone }: PickFormProps) {
  const { picks, again } = usePicks();
  const { isBusy, refusal, make } = useChange();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const send = async () => {
    if (chosen.length === 0) return;
    let done = 0;
    for (const id of chosen) {
      if ((await make(callFor(id))) === undefined) break;
      done++;
    }
    setChosen(chosen.slice(done));
    if (done > 0) onDone(done);
    if (done === chosen.length) onClose();
  };
  return (
    <DialogForm submit={submit} isBusy={isBusy} refusal={refusal} onSubmit={() => void send()} onCancel={onClose}>
      <PanelRead reading={picks} onRetry={again}>
        {(all) => <PickList picks={all} taken={new Set(taken)} chosen={chosen} onChoose={setChosen} />}
      </PanelRead>
      <Chosen count={chosen.length} />
    </DialogForm>
  );
}

function Chosen({ count }: { readonly count: number }) {
  const { picking } = useWords(partWords);
  const isTried = useContext(TriedContext);
  return (
    <p className={styles.count} role="status">
      {isTried && count === 0 ? picking.nothing : picking.chosen(count)}
    </p>
  );
}

const mostShown = 60;

interface PickListProps {
  readonly picks: readonly Pick[];
  readonly taken: ReadonlySet<string>;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Boxes to tick, and a filter over them. */
function PickList({ picks, taken, chosen, onChoose }: PickListProps) {
  const { picking } = useWords(partWords);
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const found = picks.filter(({ label, about = "" }) => `${label} ${about}`.toLowerCase().includes(wanted));
  if (picks.length === 0) return <PanelEmpty>{picking.none}</PanelEmpty>;
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className={styles.picks}>
      <TextInput
        aria-label={picking.filter}
        placeholder={picking.filter}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        value={filter}
        onChange={({ target }) => setFilter(target.value)}
        data-autofocus
      />
      <ul className={styles.list}>
        {found.slice(0, mostShown).map(({ id, label, about, kind }) => (
          <li key={id}>
            <Checkbox
              className={styles.pick}
              label={
                <>
                  <span className={styles.name}>{label}</span>
                  {kind && <span className={styles.kind}>{kind}</span>}
                </>
              }
              description={taken.has(id) ? picking.has : about || undefined}
              checked={taken.has(id) || chosen.includes(id)}
              disabled={taken.has(id)}
              onChange={() => toggle(id)}
            />
          </li>
        ))}
      </ul>
      {found.length > mostShown && <p className={styles.count}>{picking.cut}</p>}
    </div>
  );
}
