import { getEntity, listAttachedPolicies } from "../../identity/attachments.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachedPoliciesExample, attachedPoliciesOutput, toAttachedPolicies } from "./attachment.ts";
import { roleName } from "./role-fields.ts";

/** Those of the account's own by name, then the system's. */
export const ListPoliciesForRole = defineOperation({
  name: "ListPoliciesForRole",
  products: ["RAM"],
  summary: "Lists the policies that are attached to a role.",
  input: { RoleName: roleName() },
  output: attachedPoliciesOutput,
  permissions: [{ action: "ram:ListPoliciesForRole", access: "list", resource: "role/{RoleName}" }],
  errors: ["EntityNotExist.Role", "InvalidParameter.InvalidChars"],
  behaviours: [{ statement: "Answers all of them at once.", evidence: "client" }],
  examples: [
    {
      title: "All of them",
      input: { RoleName: demo.role.name },
      output: attachedPoliciesExample,
    },
  ],
  async run({ RoleName }, { caller, read }) {
    const entity = await getEntity(read, caller.accountId, "role", RoleName);
    return toAttachedPolicies(await listAttachedPolicies(read, entity));
  },
});
