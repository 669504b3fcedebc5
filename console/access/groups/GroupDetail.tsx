import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { DeleteDialog } from "../parts/DeleteDialog.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Panel, Panels } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { PolicyAttachments } from "../parts/PolicyAttachments.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { When } from "../parts/When.tsx";
import { accessPath } from "../paths.ts";
import { type Group, GroupDialog } from "./GroupDialog.tsx";
import { groupBonds } from "./group-bonds.ts";
import { MembersPanel } from "./MembersPanel.tsx";
import { groupWords } from "./words.ts";

/** One group: each part is read by itself, and says by itself when it may not be seen. */
export function GroupDetail({ name }: { readonly name: string }) {
  const words = useWords(groupWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { reading, again } = useReading<{ readonly Group: Group }>(ramCall("GetGroup", { GroupName: name }));
  const [turn, setTurn] = useState(0);
  const [isDeleting, setDeleting] = useState(false);
  const sources = useMemo(() => groupBonds(name), [name]);
  const isLost = reading.kind === "read" && "refusal" in reading && reading.refusal.code.startsWith("EntityNotExist");
  return (
    <>
      <PartHeader title={name} back={{ to: accessPath("groups"), title: words.title }}>
        {!isLost && (
          <Button variant="default" onClick={() => setDeleting(true)}>
            {words.remove}
          </Button>
        )}
      </PartHeader>
      <Panels>
        <Panel title={words.facts}>
          <PanelRead reading={reading} onRetry={again}>
            {({ Group }) => <GroupFacts group={Group} onChange={again} />}
          </PanelRead>
        </Panel>
        {!isLost && <MembersPanel groupName={name} turn={turn} />}
        {!isLost && <PolicyAttachments holder={{ kind: "Group", name }} turn={turn} />}
      </Panels>
      <DeleteDialog
        name={name}
        lead={words.removeLead}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        call={ramCall("DeleteGroup", { GroupName: name })}
        sources={sources}
        onChange={() => setTurn((before) => before + 1)}
        onDone={() => {
          tell(words.deleted(name));
          navigate(accessPath("groups"));
        }}
      />
    </>
  );
}

function GroupFacts({ group, onChange }: { readonly group: Group; readonly onChange: () => void }) {
  const words = useWords(groupWords);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Facts
        facts={[
          { name: words.name, value: group.GroupName, isCode: true },
          { name: words.comments, value: group.Comments },
          { name: words.id, value: group.GroupId, isCode: true },
          { name: words.created, value: <When at={group.CreateDate} /> },
        ]}
        action={
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        }
      />
      <GroupDialog group={group} isOpen={isEditing} onClose={() => setEditing(false)} onDone={onChange} />
    </>
  );
}
