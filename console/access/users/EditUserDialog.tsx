import { useState } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { partWords } from "../parts/words.ts";
import { accessPath } from "../paths.ts";
import type { User } from "./user.ts";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface EditUserDialogProps {
  readonly user: User;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function EditUserDialog({ isOpen, ...rest }: EditUserDialogProps) {
  const words = useWords(userWords);
  return (
    <Dialog title={words.editTitle(rest.user.UserName)} isOpen={isOpen} onClose={rest.onClose} isWide>
      <EditUserForm {...rest} />
    </Dialog>
  );
}

const editable = ["UserName", "DisplayName", "Email", "MobilePhone", "Comments"] as const;
type Editable = Record<(typeof editable)[number], string>;

/** Sends only what differs from what was read, so that what somebody else changed meanwhile stays. */
function changesOf(before: User, now: Editable): Record<string, string> {
  const changed = editable.filter((name) => now[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [`New${name}`, now[name]]));
}

function EditUserForm({ user, onClose, onDone }: Omit<EditUserDialogProps, "isOpen">) {
  const words = useWords(userWords);
  const { wants } = useWords(partWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  // As it was when the form was opened: what others change meanwhile must not look like a change of this form.
  const [before] = useState(user);
  const [now, setNow] = useState<Editable>(user);
  const set = (name: keyof Editable) => (value: string) => setNow((all) => ({ ...all, [name]: value }));
  const save = async () => {
    const changes = changesOf(before, now);
    if (Object.keys(changes).length > 0) {
      if ((await make(ramCall("UpdateUser", { UserName: before.UserName, ...changes }))) === undefined) return;
      tell(words.saved);
    }
    onClose();
    if (now.UserName === before.UserName) onDone();
    else navigate(accessPath("users", now.UserName), { replace: true });
  };
  const field = (name: keyof Editable) => ({ value: now[name], onChange: set(name), before: before[name] });
  return (
    <DialogForm submit={words.save} isBusy={isBusy} refusal={refusal} onSubmit={() => void save()} onCancel={onClose}>
      <div className={styles.pair}>
        <RuleField
          label={words.name}
          rule={useFieldRule("UpdateUser", "NewUserName")}
          wants={now.UserName === before.UserName ? wants.userName : `${wants.userName} ${words.renameHint}`}
          isRequired
          {...field("UserName")}
        />
        <RuleField
          label={words.displayName}
          rule={useFieldRule("UpdateUser", "NewDisplayName")}
          wants={words.displayNameHint}
          isFirst
          {...field("DisplayName")}
        />
        <RuleField
          label={words.email}
          rule={useFieldRule("UpdateUser", "NewEmail")}
          wants={words.emailHint}
          {...field("Email")}
        />
        <RuleField
          label={words.phone}
          rule={useFieldRule("UpdateUser", "NewMobilePhone")}
          wants={words.phoneHint}
          {...field("MobilePhone")}
        />
      </div>
      <RuleField
        label={words.comments}
        rule={useFieldRule("UpdateUser", "NewComments")}
        isLong
        {...field("Comments")}
      />
    </DialogForm>
  );
}
