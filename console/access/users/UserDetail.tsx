import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { DeleteDialog } from "../parts/DeleteDialog.tsx";
import { Panel, Panels } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { PolicyAttachments } from "../parts/PolicyAttachments.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { accessPath, simulatorPath } from "../paths.ts";
import { AccessKeysPanel } from "./AccessKeysPanel.tsx";
import { LoginPanel } from "./LoginPanel.tsx";
import { UserFacts } from "./UserFacts.tsx";
import { UserGroupsPanel } from "./UserGroupsPanel.tsx";
import type { User } from "./user.ts";
import { userBonds } from "./user-bonds.ts";
import { userWords } from "./words.ts";

/** One user: each part is read by itself, and says by itself when it may not be seen. */
export function UserDetail({ name }: { readonly name: string }) {
  const words = useWords(userWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { reading, again } = useReading<{ readonly User: User }>(ramCall("GetUser", { UserName: name }));
  const [turn, setTurn] = useState(0);
  const [isDeleting, setDeleting] = useState(false);
  const sources = useMemo(() => userBonds(name), [name]);
  const isLost = reading.kind === "read" && "refusal" in reading && reading.refusal.code.startsWith("EntityNotExist");
  const shown = reading.kind === "read" && "answer" in reading ? reading.answer.User : undefined;
  return (
    <>
      <PartHeader
        title={name}
        lead={shown?.DisplayName || undefined}
        back={{ to: accessPath("users"), title: words.title }}
      >
        {!isLost && (
          <>
            <Button component={Link} href={simulatorPath({ user: name })} variant="default">
              {words.whatMay}
            </Button>
            <Button variant="default" onClick={() => setDeleting(true)}>
              {words.remove}
            </Button>
          </>
        )}
      </PartHeader>
      {isLost ? (
        <PanelRead reading={reading} onRetry={again}>
          {() => null}
        </PanelRead>
      ) : (
        <Panels>
          <Panel title={words.facts}>
            <PanelRead reading={reading} onRetry={again}>
              {({ User }) => <UserFacts user={User} onChange={again} />}
            </PanelRead>
          </Panel>
          <LoginPanel userName={name} turn={turn} />
          <AccessKeysPanel owner={name} turn={turn} />
          <UserGroupsPanel userName={name} turn={turn} />
          <PolicyAttachments holder={{ kind: "User", name }} turn={turn} />
        </Panels>
      )}
      <DeleteDialog
        name={name}
        lead={words.removeLead(name)}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        call={ramCall("DeleteUser", { UserName: name })}
        sources={sources}
        onChange={() => setTurn((before) => before + 1)}
        onDone={() => {
          tell(words.deleted(name));
          navigate(accessPath("users"));
        }}
      />
    </>
  );
}
