import { userName } from "../../contract/identity-fields.ts";
import { getEntity, listAttachedPolicies } from "../../identity/attachments.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachedPoliciesExample, attachedPoliciesOutput, toAttachedPolicies } from "./attachment.ts";

/** Those of the account's own by name, then the system's. */
export const ListPoliciesForUser = defineOperation({
  name: "ListPoliciesForUser",
  products: ["RAM"],
  summary: "Lists the policies that are attached to a user.",
  input: { UserName: userName() },
  output: attachedPoliciesOutput,
  permissions: [{ action: "ram:ListPoliciesForUser", access: "list", resource: "user/{UserName}" }],
  errors: ["EntityNotExist.User", "InvalidParameter.InvalidChars"],
  behaviours: [{ statement: "Leaves out what the user has through groups.", evidence: "documented" }],
  examples: [
    {
      title: "All of them",
      input: { UserName: demo.user.userName },
      output: attachedPoliciesExample,
    },
  ],
  async run({ UserName }, { caller, read }) {
    const entity = await getEntity(read, caller.accountId, "user", UserName);
    return toAttachedPolicies(await listAttachedPolicies(read, entity));
  },
});
