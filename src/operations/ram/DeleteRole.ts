import { changeIdentity } from "../../identity/change-identity.ts";
import { deleteRole } from "../../identity/roles.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { roleName } from "./role-fields.ts";

/** Ends the role's sessions, too. */
export const DeleteRole = defineOperation({
  name: "DeleteRole",
  products: ["RAM"],
  summary: "Deletes a role that has no policy.",
  input: { RoleName: roleName() },
  output: {},
  permissions: [{ action: "ram:DeleteRole", access: "delete", resource: "role/{RoleName}" }],
  errors: ["EntityNotExist.Role", "DeleteConflict.Role.Policy", "InvalidParameter.InvalidChars"],
  behaviours: [
    { statement: "Refused while a policy is attached to it.", evidence: "documented" },
    { statement: "Its sessions end at once.", evidence: "guess" },
  ],
  examples: [{ title: "A role without policies", input: { RoleName: demo.otherRole.name }, output: {} }],
  async run({ RoleName }, context) {
    await changeIdentity(context, (tx) => deleteRole(tx, context.caller.accountId, RoleName));
    return {};
  },
});
