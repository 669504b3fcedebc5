import { z } from "zod";
import { described } from "../../contract/fields.ts";
import type { DecidedStatement } from "../../identity/simulate.ts";

/** A statement that decided, and where it stands. */
export const statementOutput = {
  Layer: described(
    "identity for a policy of user, group or role, session for the one of AssumeRole, trust for a role's trust policy.",
  ),
  PolicyName: described("The policy; absent for a session policy or trust policy.").optional(),
  PolicyType: described("System or Custom.").optional(),
  PolicyVersion: described("The version in force.").optional(),
  AttachedTo: described("For instance group/editors.").optional(),
  StatementNumber: z.int().meta({ description: "In its policy, from 1." }),
};

export const toStatementOutput = ({ layer, index, source }: DecidedStatement) => ({
  Layer: layer,
  ...(source && {
    PolicyName: source.name,
    PolicyType: source.type,
    PolicyVersion: source.version,
    AttachedTo: `${source.attachedTo.kind}/${source.attachedTo.name}`,
  }),
  StatementNumber: index + 1,
});
