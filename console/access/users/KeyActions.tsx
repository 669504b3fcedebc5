import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import type { AccessKey } from "./user.ts";
import { userWords } from "./words.ts";

interface KeyActionsProps {
  readonly owner: string | undefined;
  readonly accessKey: AccessKey;
  readonly onChange: () => void;
}

type Verb = "enable" | "disable" | "remove";

/** Switches a key off and on, and deletes it; each is asked once more. */
export function KeyActions({ owner, accessKey: { AccessKeyId, Status }, onChange }: KeyActionsProps) {
  const { keys: words } = useWords(userWords);
  const tell = useTell();
  const [asked, setAsked] = useState<Verb>();
  const named = { UserName: owner, UserAccessKeyId: AccessKeyId };
  const setStatus = (status: AccessKey["Status"]) => ramCall("UpdateAccessKey", { ...named, Status: status });
  const verbs = {
    enable: {
      call: setStatus("Active"),
      title: words.enableTitle(AccessKeyId),
      lead: words.enableLead,
      done: words.enabled,
    },
    disable: {
      call: setStatus("Inactive"),
      title: words.disableTitle(AccessKeyId),
      lead: words.disableLead,
      done: words.disabled,
    },
    remove: {
      call: ramCall("DeleteAccessKey", named),
      title: words.removeTitle(AccessKeyId),
      lead: words.removeLead,
      done: words.removed,
    },
  };
  const shown: readonly Verb[] = [Status === "Active" ? "disable" : "enable", "remove"];
  const chosen = asked && verbs[asked];
  return (
    <>
      {shown.map((verb) => (
        <Button
          key={verb}
          variant="default"
          size="compact-xs"
          aria-label={words.named(words[verb], AccessKeyId)}
          onClick={() => setAsked(verb)}
        >
          {words[verb]}
        </Button>
      ))}
      {asked && chosen && (
        <ConfirmDialog
          isOpen
          title={chosen.title}
          submit={words[asked]}
          call={chosen.call}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            tell(chosen.done(AccessKeyId));
            onChange();
          }}
        >
          <p>{chosen.lead}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
