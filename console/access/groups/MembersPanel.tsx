import { useEffect, useRef, useState } from "react";
import { useWords } from "../../language/words.ts";
import { findAnswer } from "../operation.ts";
import { ListFrame } from "../parts/ListFrame.tsx";
import { MembershipTable } from "../parts/MembershipTable.tsx";
import { PanelEmpty } from "../parts/PanelRead.tsx";
import { PickPanel } from "../parts/PickPanel.tsx";
import { ramCall } from "../parts/use-change.ts";
import { useListing } from "../parts/use-listing.ts";
import { useUserPicks } from "../parts/use-picks.ts";
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
  const [filter, setFilter] = useState("");
  const listing = useListing<Member>("ListUsersForGroup", {
    parameters: { GroupName: groupName },
    isWhole: filter.trim() !== "",
  });
  const { reading, again } = listing;
  useAgainAt(turn, again);
  const members = findAnswer(reading)?.rows ?? [];
  return (
    <PickPanel
      title={words.title}
      lead={words.lead}
      submit={words.add}
      dialogTitle={words.addTitle(groupName)}
      usePicks={useUserPicks}
      taken={members.map(({ UserName }) => UserName)}
      callFor={(UserName) => ramCall("AddUserToGroup", { UserName, GroupName: groupName })}
      added={words.added}
      onChange={again}
    >
      <ListFrame
        listing={listing}
        filter={filter}
        onFilter={setFilter}
        textOf={({ UserName, DisplayName }) => `${UserName} ${DisplayName}`}
        empty={<PanelEmpty>{words.empty}</PanelEmpty>}
      >
        {(rows) => (
          <MembershipTable
            memberships={rows.map((member) => ({ ...member, GroupName: groupName }))}
            naming="UserName"
            aboutOf={({ DisplayName }) => DisplayName}
            words={words}
            onChange={again}
          />
        )}
      </ListFrame>
    </PickPanel>
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
