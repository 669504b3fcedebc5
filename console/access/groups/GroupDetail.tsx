import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { Facts } from "../parts/Facts.tsx";
import { HolderDetail } from "../parts/HolderDetail.tsx";
import { Panel, Panels } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { PolicyAttachments } from "../parts/PolicyAttachments.tsx";
import { When } from "../parts/When.tsx";
import { type Group, GroupDialog } from "./GroupDialog.tsx";
import { groupBonds } from "./group-bonds.ts";
import { MembersPanel } from "./MembersPanel.tsx";
import { groupWords } from "./words.ts";

/** One group: each part is read by itself, and says by itself when it may not be seen. */
export function GroupDetail({ name }: { readonly name: string }) {
  const words = useWords(groupWords);
  return (
    <HolderDetail<{ readonly Group: Group }>
      holder={{ kind: "Group", name }}
      words={words}
      removeLead={words.removeLead}
      bondsOf={groupBonds}
    >
      {({ reading, again, turn, isLost }) => (
        <Panels>
          <Panel title={words.facts}>
            <PanelRead reading={reading} onRetry={again}>
              {({ Group }) => <GroupFacts group={Group} onChange={again} />}
            </PanelRead>
          </Panel>
          {!isLost && <MembersPanel groupName={name} turn={turn} />}
          {!isLost && <PolicyAttachments holder={{ kind: "Group", name }} turn={turn} />}
        </Panels>
      )}
    </HolderDetail>
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
