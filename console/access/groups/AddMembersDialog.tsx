import { useMemo } from "react";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { PickForm } from "../parts/PickForm.tsx";
import { ramCall } from "../parts/use-change.ts";
import { useUserPicks } from "../parts/use-picks.ts";
import { groupWords } from "./words.ts";

interface AddMembersDialogProps {
  readonly groupName: string;
  readonly members: readonly string[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (count: number) => void;
}

export function AddMembersDialog({ isOpen, ...rest }: AddMembersDialogProps) {
  const { members: words } = useWords(groupWords);
  return (
    <Dialog title={words.addTitle(rest.groupName)} isOpen={isOpen} onClose={rest.onClose}>
      <AddMembersForm {...rest} />
    </Dialog>
  );
}

function AddMembersForm({ groupName, members, onClose, onDone }: Omit<AddMembersDialogProps, "isOpen">) {
  const { members: words } = useWords(groupWords);
  const { picks, again } = useUserPicks();
  const taken = useMemo(() => new Set(members), [members]);
  return (
    <PickForm
      submit={words.add}
      onClose={onClose}
      picks={picks}
      onRetry={again}
      taken={taken}
      callFor={(UserName) => ramCall("AddUserToGroup", { UserName, GroupName: groupName })}
      onDone={onDone}
    />
  );
}
