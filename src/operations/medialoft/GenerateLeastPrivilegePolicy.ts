import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { flag } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { generateLeastPolicy, type LeastPolicyOfCalls } from "../../identity/audit-queries.ts";
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
    PolicyDocument: z
      .string()
      .meta({ description: "The policy, as indented JSON; absent when it would allow nothing." })
      .optional(),
    CallCount: z.int().meta({ description: "How many calls counted." }),
    IsExact: z.boolean().meta({
      description:
        "Whether the policy allows what was called and nothing else. False when it had to name wider folders of objects to keep within its length, or when something stands in NotCovered.",
    }),
    NotCovered: z
      .array(
        z.object({
          Action: z.string().meta({ description: "What was needed." }),
          Resource: z.string().meta({ description: "On what." }),
          Reason: z.string().meta({
            description:
              "Unnameable: a policy cannot name it, as it has * or ? in it, which would be wildcards there, or is no resource name at all. ExplicitDeny: a Deny forbade it, and would win over the policy. TrustPolicy: the role's trust policy did not let the caller in.",
          }),
        }),
      )
      .meta({ description: "What was called and the policy does not allow." }),
  },
  permissions: [{ action: "medialoft:GenerateLeastPrivilegePolicy", access: "get", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "What an operation needs besides its own action is allowed, too.", evidence: "documented" },
    { statement: "What needs no Allow, such as sts:GetCallerIdentity, is not named.", evidence: "documented" },
    {
      statement:
        "Calls that failed for other reasons than policies count, but not those answered with 400, which are malformed.",
      evidence: "documented",
    },
    {
      statement:
        "Only folders of objects are widened to keep within the length; when that is not enough, the call is refused.",
      evidence: "documented",
    },
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
        NotCovered: [],
      },
    },
  ],
  async run({ StartTime, EndTime, Principal, IncludeDenied }, { caller, read, parts }) {
    await parts.auditLog.flush();
    const found = await generateLeastPolicy(
      read,
      {
        accountId: caller.accountId,
        from: StartTime,
        until: EndTime,
        principals: Principal === undefined ? everyUser : [Principal],
        decisions: ["Allow", "SoftDeny", ...(IncludeDenied ? (["ExplicitDeny", "ImplicitDeny"] as const) : [])],
      },
      parts.catalogue,
    );
    if (found.calls === 0) {
      throw new ApiError("ResourceNotFound", { diagnosis: "The audit log has no such call in this time." });
    }
    if (found.isTooMuch) {
      throw refuseSpan("So much was called in this time that no policy could name it: ask for less of it.");
    }
    return toAnswer(found);
  },
});

const toAnswer = ({ calls, policy, notCovered }: LeastPolicyOfCalls) => ({
  ...(policy && { PolicyDocument: policy.document }),
  CallCount: calls,
  IsExact: policy?.isExact !== false && notCovered.length === 0,
  NotCovered: notCovered.map(({ action, resource, reason }) => ({
    Action: action,
    Resource: resource,
    Reason: reason,
  })),
});
