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
import { groupWords } from "./words.ts";

export interface Group {
  readonly GroupName: string;
  readonly GroupId: string;
  readonly Comments: string;
  readonly CreateDate: string;
}

interface GroupDialogProps {
  /** The one that is changed; a new one is made when absent. */
  readonly group?: Group;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Makes a group, or changes one. */
export function GroupDialog({ isOpen, ...rest }: GroupDialogProps) {
  const words = useWords(groupWords);
  const { group, onClose } = rest;
  return (
    <Dialog title={group ? words.editTitle(group.GroupName) : words.createTitle} isOpen={isOpen} onClose={onClose}>
      <GroupForm {...rest} />
    </Dialog>
  );
}

const newGroup: Group = { GroupName: "", GroupId: "", Comments: "", CreateDate: "" };

function GroupForm({ group, onClose, onDone }: Omit<GroupDialogProps, "isOpen">) {
  const words = useWords(groupWords);
  const { wants } = useWords(partWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  // As it was when the form was opened: what others change meanwhile must not look like a change of this form.
  const [before] = useState(group ?? newGroup);
  const [name, setName] = useState(before.GroupName);
  const [comments, setComments] = useState(before.Comments);
  const save = async () => {
    const call = group ? updateCall(before, name, comments) : createCall(name, comments);
    if (call && (await make(call)) === undefined) return;
    if (call) tell(group ? words.saved : words.made(name));
    onClose();
    onDone();
    if (name !== before.GroupName) navigate(accessPath("groups", name), { replace: group !== undefined });
  };
  return (
    <DialogForm
      submit={group ? words.save : words.create}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void save()}
      onCancel={onClose}
    >
      <RuleField
        label={words.name}
        rule={useFieldRule("CreateGroup", "GroupName")}
        wants={group && name !== before.GroupName ? `${wants.groupName} ${words.renameHint}` : wants.groupName}
        value={name}
        onChange={setName}
        isRequired
        isFirst
      />
      <RuleField
        label={words.comments}
        rule={useFieldRule("CreateGroup", "Comments")}
        value={comments}
        onChange={setComments}
        before={before.Comments}
        isLong
      />
    </DialogForm>
  );
}

const createCall = (GroupName: string, comments: string) =>
  ramCall("CreateGroup", { GroupName, Comments: comments === "" ? undefined : comments });

/** Undefined when nothing differs. */
function updateCall({ GroupName, Comments }: Group, name: string, comments: string) {
  if (name === GroupName && comments === Comments) return undefined;
  return ramCall("UpdateGroup", {
    GroupName,
    NewGroupName: name === GroupName ? undefined : name,
    NewComments: comments === Comments ? undefined : comments,
  });
}
