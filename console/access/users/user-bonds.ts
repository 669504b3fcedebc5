import { policyBonds } from "../parts/policy-bonds.ts";
import type { BondSource } from "../parts/use-bonds.ts";
import { ramCall } from "../parts/use-change.ts";
import { accessPath } from "../paths.ts";
import type { AccessKeys, UserGroups } from "./user.ts";

/** What keeps a user from being deleted, in the order in which the server names it. */
export const userBonds = (userName: string): readonly BondSource[] => [
  groupBonds(userName),
  keyBonds(userName),
  passwordBond(userName),
  policyBonds({ kind: "User", name: userName }),
];

const groupBonds = (UserName: string): BondSource => ({
  list: ramCall("ListGroupsForUser", { UserName }),
  toBonds: (answer) =>
    (answer as UserGroups).Groups.Group.map(({ GroupName }) => ({
      id: `group ${GroupName}`,
      kind: "group",
      label: GroupName,
      to: accessPath("groups", GroupName),
      call: ramCall("RemoveUserFromGroup", { UserName, GroupName }),
    })),
});

const keyBonds = (UserName: string): BondSource => ({
  list: ramCall("ListAccessKeys", { UserName }),
  toBonds: (answer) =>
    (answer as AccessKeys).AccessKeys.AccessKey.map(({ AccessKeyId }) => ({
      id: `key ${AccessKeyId}`,
      kind: "key",
      label: AccessKeyId,
      call: ramCall("DeleteAccessKey", { UserName, UserAccessKeyId: AccessKeyId }),
    })),
});

const passwordBond = (UserName: string): BondSource => ({
  list: ramCall("GetLoginProfile", { UserName }),
  noneCode: "EntityNotExist.User.LoginProfile",
  toBonds: () => [
    { id: "password", kind: "password", label: UserName, call: ramCall("DeleteLoginProfile", { UserName }) },
  ],
});
