import { useState } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { type Refusal, useOperation } from "../operation.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useTell } from "../parts/tell.tsx";
import { accessPath } from "../paths.ts";
import { CreatedUser } from "./CreatedUser.tsx";
import { createUser, type Made, type UserDraft } from "./create-user.ts";
import { UserDraftFields } from "./UserDraftFields.tsx";
import { userWords } from "./words.ts";

interface CreateUserDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
  /** What the form begins with. */
  readonly start?: Partial<UserDraft>;
}

const emptyDraft: UserDraft = {
  userName: "",
  displayName: "",
  comments: "",
  groups: [],
  policies: [],
  hasLogin: false,
  password: "",
  mustChange: true,
  hasKey: false,
};

type MadeUser = Exclude<Made, { readonly refusal: Refusal }>;

/** Makes a user with all that it needs to begin; shows its secret, and what did not go, until it is closed. */
export function CreateUserDialog({ isOpen, onClose, onMade, start }: CreateUserDialogProps) {
  const words = useWords(userWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const [made, setMade] = useState<MadeUser>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  const leave = ({ userName }: MadeUser) => {
    close();
    navigate(accessPath("users", userName));
  };
  const finish = (user: MadeUser) => {
    onMade();
    tell(words.make.created(user.userName));
    const hasMoreToShow = user.newKey !== undefined || user.steps.some(({ refusal }) => refusal);
    if (hasMoreToShow) setMade(user);
    else leave(user);
  };
  return (
    <Dialog
      title={made ? words.make.doneTitle(made.userName) : words.create}
      isOpen={isOpen}
      onClose={close}
      isHeld={made?.newKey !== undefined}
      isWide
    >
      {made ? (
        <CreatedUser {...made} onLeave={() => leave(made)} />
      ) : (
        <CreateUserForm start={start} onClose={close} onMade={finish} />
      )}
    </Dialog>
  );
}

interface CreateUserFormProps {
  readonly start: Partial<UserDraft> | undefined;
  readonly onClose: () => void;
  readonly onMade: (made: MadeUser) => void;
}

function CreateUserForm({ start, onClose, onMade }: CreateUserFormProps) {
  const words = useWords(userWords);
  const operate = useOperation();
  const [draft, setDraft] = useState<UserDraft>({ ...emptyDraft, ...start });
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const send = async () => {
    setBusy(true);
    setRefusal(undefined);
    const made = await createUser(draft, operate);
    setBusy(false);
    if ("refusal" in made) setRefusal(made.refusal);
    else onMade(made);
  };
  return (
    <DialogForm submit={words.create} isBusy={isBusy} refusal={refusal} onSubmit={() => void send()} onCancel={onClose}>
      <UserDraftFields draft={draft} onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))} />
    </DialogForm>
  );
}
