import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty, PanelRead } from "../parts/PanelRead.tsx";
import { PickDialog } from "../parts/PickDialog.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { useGroupPicks } from "../parts/use-picks.ts";
import { When } from "../parts/When.tsx";
import { partWords } from "../parts/words.ts";
import { accessPath } from "../paths.ts";
import type { UserGroups } from "./user.ts";
import { userWords } from "./words.ts";

interface UserGroupsPanelProps {
  readonly userName: string;
  readonly turn: number;
}

/** The groups that a user is in. */
export function UserGroupsPanel({ userName, turn }: UserGroupsPanelProps) {
  const { groups: words } = useWords(userWords);
  const tell = useTell();
  const { reading, again } = useReading<UserGroups>(ramCall("ListGroupsForUser", { UserName: userName }), turn);
  const [isAdding, setAdding] = useState(false);
  const joined = reading.kind === "read" && "answer" in reading ? reading.answer.Groups.Group : [];
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      actions={
        <Button variant="default" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      <PanelRead reading={reading} onRetry={again}>
        {({ Groups: { Group } }) =>
          Group.length === 0 ? (
            <PanelEmpty>{words.empty}</PanelEmpty>
          ) : (
            <GroupTable userName={userName} groups={Group} onChange={again} />
          )
        }
      </PanelRead>
      <PickDialog
        title={words.addTitle(userName)}
        submit={words.add}
        usePicks={useGroupPicks}
        taken={joined.map(({ GroupName }) => GroupName)}
        callFor={(GroupName) => ramCall("AddUserToGroup", { UserName: userName, GroupName })}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onDone={(count) => {
          tell(words.added(count));
          again();
        }}
      />
    </Panel>
  );
}

interface GroupTableProps {
  readonly userName: string;
  readonly groups: UserGroups["Groups"]["Group"];
  readonly onChange: () => void;
}

function GroupTable({ userName, groups, onChange }: GroupTableProps) {
  const { groups: words } = useWords(userWords);
  const { actions } = useWords(partWords);
  const tell = useTell();
  const [leaving, setLeaving] = useState<string>();
  const columns: readonly Column<(typeof groups)[number]>[] = [
    {
      id: "name",
      title: words.group,
      cell: ({ GroupName, Comments }) => (
        <NameCell about={Comments}>
          <Link href={accessPath("groups", GroupName)}>{GroupName}</Link>
        </NameCell>
      ),
    },
    { id: "since", title: words.since, isWideOnly: true, cell: ({ JoinDate }) => <When at={JoinDate} isDay /> },
    {
      id: "actions",
      title: actions,
      isActions: true,
      cell: ({ GroupName }) => (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={words.leaveNamed(GroupName)}
          onClick={() => setLeaving(GroupName)}
        >
          {words.leave}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable label={words.title} rows={groups} columns={columns} keyOf={({ GroupName }) => GroupName} />
      {leaving !== undefined && (
        <ConfirmDialog
          isOpen
          title={words.leaveTitle(userName, leaving)}
          submit={words.leave}
          call={ramCall("RemoveUserFromGroup", { UserName: userName, GroupName: leaving })}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            tell(words.left(leaving));
            onChange();
          }}
        >
          <p>{words.leaveLead(userName, leaving)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
