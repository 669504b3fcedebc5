import { useMemo } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { PickForm } from "../parts/PickForm.tsx";
import { ramCall } from "../parts/use-change.ts";
import { useGroupPicks } from "../parts/use-picks.ts";
import { userWords } from "./words.ts";

interface AddToGroupsDialogProps {
  readonly userName: string;
  readonly joined: readonly string[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (count: number) => void;
}

export function AddToGroupsDialog({ isOpen, ...rest }: AddToGroupsDialogProps) {
  const { groups: words } = useWords(userWords);
  return (
    <Dialog title={words.addTitle(rest.userName)} isOpen={isOpen} onClose={rest.onClose}>
      <AddToGroupsForm {...rest} />
    </Dialog>
  );
}

function AddToGroupsForm({ userName, joined, onClose, onDone }: Omit<AddToGroupsDialogProps, "isOpen">) {
  const { groups: words } = useWords(userWords);
  const { picks, again } = useGroupPicks();
  const taken = useMemo(() => new Set(joined), [joined]);
  return (
    <PickForm
      submit={words.add}
      onClose={onClose}
      picks={picks}
      onRetry={again}
      taken={taken}
      callFor={(GroupName) => ramCall("AddUserToGroup", { UserName: userName, GroupName })}
      onDone={onDone}
    />
  );
}
