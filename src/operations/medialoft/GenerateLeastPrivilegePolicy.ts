import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { flag } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { generateLeastPolicy } from "../../identity/audit-queries.ts";
import { defineOperation } from "../define.ts";
import { moment, principalName, refuseSpan } from "./audit-fields.ts";

const everyUser = ["user", "role"];

/**
 * From what the audit log has of a time span. With the account in soft mode, one run of everything that is to be allowed is
 * enough for the policy.
 */
export const GenerateLeastPrivilegePolicy = defineOperation({
  name: "GenerateLeastPrivilegePolicy",
  products: ["Medialoft"],
  summary: "Makes the policy that allows what was called, and nothing else.",
  input: {
    StartTime: moment("Calls from then on count.", "2026-11-02T07:50:00Z"),
    EndTime: moment("Calls before then count; now when absent.", "2026-11-02T08:00:00Z").optional(),
    Principal: principalName(
      "Only their calls count: user/alice, role/Reader, root, or a whole name. All users and roles when absent.",
      "user/bob",
    ).optional(),
    IncludeDenied: flag({
      description: "Whether calls that policies denied count, too; false when absent.",
    }).optional(),
  },
  output: {
    PolicyDocument: z.string().meta({ description: "The policy, as indented JSON." }),
    CallCount: z.int().meta({ description: "How many calls counted." }),
    IsExact: z.boolean().meta({
      description:
        "False when so much was called that the policy had to name wider resources to keep within its length.",
    }),
  },
  permissions: [{ action: "medialoft:GenerateLeastPrivilegePolicy", access: "get", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "What an operation needs besides its own action is allowed, too.", evidence: "documented" },
    { statement: "Calls that failed for other reasons than policies count.", evidence: "documented" },
  ],
  examples: [
    {
      title: "What one user called while policies were not enforced",
      input: { Principal: "user/bob", StartTime: "2026-11-02T07:50:00Z", EndTime: "2026-11-02T08:00:00Z" },
      output: {
        PolicyDocument: JSON.stringify(
          {
            Version: "1",
            Statement: [{ Effect: "Allow", Action: "ice:GetYikeAssetMediaInfo", Resource: "*" }],
          },
          null,
          2,
        ),
        CallCount: 1,
        IsExact: true,
      },
    },
  ],
  async run({ StartTime, EndTime, Principal, IncludeDenied }, { caller, read, parts }) {
    await parts.auditLog.flush();
    const { calls, policy } = await generateLeastPolicy(read, {
      accountId: caller.accountId,
      from: StartTime,
      until: EndTime,
      principals: Principal === undefined ? everyUser : [Principal],
      decisions: ["Allow", "SoftDeny", ...(IncludeDenied ? (["ExplicitDeny", "ImplicitDeny"] as const) : [])],
    });
    if (calls === 0) {
      throw new ApiError("ResourceNotFound", { diagnosis: "The audit log has no such call in this time." });
    }
    if (!policy) throw refuseSpan("So much was called in this time that no policy could name it: ask for less of it.");
    return { PolicyDocument: policy.document, CallCount: calls, IsExact: policy.isExact };
  },
});
