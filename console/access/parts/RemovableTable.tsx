import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import type { Call } from "../../session/session-api.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { DataTable, type DataTableProps } from "./DataTable.tsx";
import { useTell } from "./tell.tsx";
import { partWords } from "./words.ts";

/** How a row is taken away, in words and as a call. */
interface Removal<T> {
  readonly submit: string;
  /** The row's button, for screen readers. */
  readonly named: (row: T) => string;
  readonly title: (row: T) => string;
  readonly lead: (row: T) => string;
  readonly call: (row: T) => Call;
  readonly removed: (row: T) => string;
  readonly onRemoved: () => void;
}

interface RemovableTableProps<T> extends DataTableProps<T> {
  readonly removal: Removal<T>;
}

/** A table with a button at the end of each row that asks, and then takes the row away. */
export function RemovableTable<T>({ removal, columns, ...table }: RemovableTableProps<T>) {
  const { actions } = useWords(partWords);
  const tell = useTell();
  const [leaving, setLeaving] = useState<T>();
  const button = (row: T) => (
    <Button variant="default" size="compact-xs" aria-label={removal.named(row)} onClick={() => setLeaving(row)}>
      {removal.submit}
    </Button>
  );
  return (
    <>
      <DataTable {...table} columns={[...columns, { id: "actions", title: actions, isActions: true, cell: button }]} />
      {leaving !== undefined && (
        <ConfirmDialog
          isOpen
          title={removal.title(leaving)}
          submit={removal.submit}
          call={removal.call(leaving)}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            tell(removal.removed(leaving));
            removal.onRemoved();
          }}
        >
          <p>{removal.lead(leaving)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
