import { useWords } from "../../language/words.ts";
import { findAnswer, useReading } from "../operation.ts";
import { MembershipTable } from "../parts/MembershipTable.tsx";
import { PanelEmpty, PanelRead } from "../parts/PanelRead.tsx";
import { PickPanel } from "../parts/PickPanel.tsx";
import { ramCall } from "../parts/use-change.ts";
import { useGroupPicks } from "../parts/use-picks.ts";
import type { UserGroups } from "./user.ts";
import { userWords } from "./words.ts";

interface UserGroupsPanelProps {
  readonly userName: string;
  readonly turn: number;
}

/** The groups that a user is in. */
export function UserGroupsPanel({ userName, turn }: UserGroupsPanelProps) {
  const { groups: words } = useWords(userWords);
  const { reading, again } = useReading<UserGroups>(ramCall("ListGroupsForUser", { UserName: userName }), turn);
  const joined = findAnswer(reading)?.Groups.Group ?? [];
  return (
    <PickPanel
      title={words.title}
      lead={words.lead}
      submit={words.add}
      dialogTitle={words.addTitle(userName)}
      usePicks={useGroupPicks}
      taken={joined.map(({ GroupName }) => GroupName)}
      callFor={(GroupName) => ramCall("AddUserToGroup", { UserName: userName, GroupName })}
      added={words.added}
      onChange={again}
    >
      <PanelRead reading={reading} onRetry={again}>
        {({ Groups: { Group } }) =>
          Group.length === 0 ? (
            <PanelEmpty>{words.empty}</PanelEmpty>
          ) : (
            <MembershipTable
              memberships={Group.map((group) => ({ ...group, UserName: userName }))}
              naming="GroupName"
              aboutOf={({ Comments }) => Comments}
              words={words}
              onChange={again}
            />
          )
        }
      </PanelRead>
    </PickPanel>
  );
}
