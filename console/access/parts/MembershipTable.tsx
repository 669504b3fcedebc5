import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { accessPath } from "../paths.ts";
import { NameCell } from "./DataTable.tsx";
import { RemovableTable } from "./RemovableTable.tsx";
import { ramCall } from "./use-change.ts";
import { When } from "./When.tsx";
import { partWords } from "./words.ts";

/** A user in a group. */
interface Membership {
  readonly UserName: string;
  readonly GroupName: string;
  readonly JoinDate: string;
}

interface MembershipTableProps<T extends Membership> {
  readonly memberships: readonly T[];
  /** Which of the two tells the rows apart. */
  readonly naming: "UserName" | "GroupName";
  /** What else the named one is called. */
  readonly aboutOf: (membership: T) => string;
  readonly words: {
    readonly title: string;
    readonly name: string;
    readonly removeNamed: (name: string) => string;
    readonly removed: (name: string) => string;
  };
  readonly onChange: () => void;
}

/** The members of a group, or the groups of a user. */
export function MembershipTable<T extends Membership>(props: MembershipTableProps<T>) {
  const { memberships, naming, aboutOf, words, onChange } = props;
  const { membership } = useWords(partWords);
  const nameOf = (row: T) => row[naming];
  const part = naming === "UserName" ? "users" : "groups";
  return (
    <RemovableTable
      label={words.title}
      rows={memberships}
      keyOf={nameOf}
      columns={[
        {
          id: "name",
          title: words.name,
          cell: (row) => (
            <NameCell about={aboutOf(row)}>
              <Link href={accessPath(part, nameOf(row))}>{nameOf(row)}</Link>
            </NameCell>
          ),
        },
        {
          id: "since",
          title: membership.since,
          isWideOnly: true,
          cell: ({ JoinDate }) => <When at={JoinDate} isDay />,
        },
      ]}
      removal={{
        submit: membership.remove,
        named: (row) => words.removeNamed(nameOf(row)),
        title: membership.removeTitle,
        lead: membership.removeLead,
        call: ({ UserName, GroupName }) => ramCall("RemoveUserFromGroup", { UserName, GroupName }),
        removed: (row) => words.removed(nameOf(row)),
        onRemoved: onChange,
      }}
    />
  );
}
