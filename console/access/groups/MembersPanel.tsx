import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { ListFrame } from "../parts/ListFrame.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty } from "../parts/PanelRead.tsx";
import { PickDialog } from "../parts/PickDialog.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { useListing } from "../parts/use-listing.ts";
import { useUserPicks } from "../parts/use-picks.ts";
import { When } from "../parts/When.tsx";
import { partWords } from "../parts/words.ts";
import { accessPath } from "../paths.ts";
import { groupWords } from "./words.ts";

interface Member {
  readonly UserName: string;
  readonly DisplayName: string;
  readonly JoinDate: string;
}

interface MembersPanelProps {
  readonly groupName: string;
  readonly turn: number;
}

/** Who is in a group. */
export function MembersPanel({ groupName, turn }: MembersPanelProps) {
  const { members: words } = useWords(groupWords);
  const tell = useTell();
  const [filter, setFilter] = useState("");
  const [isAdding, setAdding] = useState(false);
  const listing = useListing<Member>("ListUsersForGroup", {
    parameters: { GroupName: groupName },
    isWhole: filter.trim() !== "",
  });
  const { reading, again } = listing;
  useAgainAt(turn, again);
  const members = reading.kind === "read" && "answer" in reading ? reading.answer.rows : [];
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
      <ListFrame
        listing={listing}
        filter={filter}
        onFilter={setFilter}
        textOf={({ UserName, DisplayName }) => `${UserName} ${DisplayName}`}
        empty={<PanelEmpty>{words.empty}</PanelEmpty>}
      >
        {(rows) => <MemberTable groupName={groupName} members={rows} onChange={again} />}
      </ListFrame>
      <PickDialog
        title={words.addTitle(groupName)}
        submit={words.add}
        usePicks={useUserPicks}
        taken={members.map(({ UserName }) => UserName)}
        callFor={(UserName) => ramCall("AddUserToGroup", { UserName, GroupName: groupName })}
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

/** Reads anew when something outside of the panel has changed what it shows. */
function useAgainAt(turn: number, again: () => void): void {
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    again();
  }, [turn, again]);
}

interface MemberTableProps {
  readonly groupName: string;
  readonly members: readonly Member[];
  readonly onChange: () => void;
}

function MemberTable({ groupName, members, onChange }: MemberTableProps) {
  const { members: words } = useWords(groupWords);
  const { actions } = useWords(partWords);
  const tell = useTell();
  const [leaving, setLeaving] = useState<string>();
  const columns: readonly Column<Member>[] = [
    {
      id: "name",
      title: words.user,
      cell: ({ UserName, DisplayName }) => (
        <NameCell about={DisplayName}>
          <Link href={accessPath("users", UserName)}>{UserName}</Link>
        </NameCell>
      ),
    },
    { id: "since", title: words.since, isWideOnly: true, cell: ({ JoinDate }) => <When at={JoinDate} isDay /> },
    {
      id: "actions",
      title: actions,
      isActions: true,
      cell: ({ UserName }) => (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={words.removeNamed(UserName)}
          onClick={() => setLeaving(UserName)}
        >
          {words.remove}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable label={words.title} rows={members} columns={columns} keyOf={({ UserName }) => UserName} />
      {leaving !== undefined && (
        <ConfirmDialog
          isOpen
          title={words.removeTitle(leaving, groupName)}
          submit={words.remove}
          call={ramCall("RemoveUserFromGroup", { UserName: leaving, GroupName: groupName })}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            tell(words.removed(leaving));
            onChange();
          }}
        >
          <p>{words.removeLead(leaving, groupName)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
