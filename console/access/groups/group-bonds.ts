import { policyBonds } from "../parts/policy-bonds.ts";
import type { BondSource } from "../parts/use-bonds.ts";
import { ramCall } from "../parts/use-change.ts";
import { accessPath } from "../paths.ts";

interface Members {
  readonly Users: { readonly User: readonly { readonly UserName: string }[] };
}

/** What keeps a group from being deleted. */
export const groupBonds = (GroupName: string): readonly BondSource[] => [
  {
    list: ramCall("ListUsersForGroup", { GroupName, MaxItems: "1000" }),
    toBonds: (answer) =>
      (answer as Members).Users.User.map(({ UserName }) => ({
        id: `user ${UserName}`,
        kind: "user",
        label: UserName,
        to: accessPath("users", UserName),
        call: ramCall("RemoveUserFromGroup", { UserName, GroupName }),
      })),
  },
  policyBonds({ kind: "Group", name: GroupName }),
];
