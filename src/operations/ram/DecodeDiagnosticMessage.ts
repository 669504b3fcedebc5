import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import type { AuditRow } from "../../database/schema.ts";
import { parseReasons } from "../../identity/audit-queries.ts";
import { getDenial } from "../../identity/diagnostic-messages.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** Tells who manages policies what a denied caller is not told: every policy that denied, whoever it is attached to. */
export const DecodeDiagnosticMessage = defineOperation({
  name: "DecodeDiagnosticMessage",
  products: ["RAM"],
  summary: "Explains a denial.",
  input: {
    EncodedDiagnosticMessage: z.string().max(1024, { error: "It is longer than 1,024 characters." }).meta({
      description: "What the denial's AccessDeniedDetail has under this name.",
      example: demo.deniedCall.message,
    }),
  },
  output: {
    DecodedDiagnosticMessage: z.object({
      AuthAction: described("What was not allowed."),
      AuthResource: described("On what."),
      AuthPrincipal: z.object({
        AuthPrincipalType: described("SubUser or AssumedRoleUser."),
        AuthPrincipalDisplayName: described("The user's id, or the names of role and session."),
        AuthPrincipalOwnerId: described("The account."),
      }),
      AuthConditions: z.array(
        z.object({
          ConditionKey: described("A key that conditions can ask for."),
          ConditionValues: z.array(z.string()).meta({ description: "What the call had." }),
        }),
      ),
      ExplicitDeny: z.boolean().meta({ description: "Whether a Deny matched; else no Allow did." }),
      NoPermissionPolicyType: described("AccountLevelIdentityBasedPolicy, SessionPolicy or AssumeRolePolicy."),
      MatchedPolicies: z.array(
        z.object({
          PolicyType: described("System or Custom."),
          PolicyIdentifier: described("The policy's name."),
          PolicyVersion: described("The version that was in force."),
          Effect: described("Deny."),
          AttachedEntityType: described("RamUser, RamGroup or RamRole."),
          AttachedScope: described("Account."),
        }),
      ),
    }),
  },
  permissions: [{ action: "ram:DecodeDiagnosticMessage", access: "get", resource: allResources }],
  errors: ["EncodedMessageExpire", "EntityNotExist.DiagnosticMessage", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "Only messages of the caller's own account are decoded.", evidence: "guess" },
    { statement: "A message is decoded for as long as the audit log keeps the call.", evidence: "guess" },
    { statement: "MatchedPolicies lists the policies whose Deny matched.", evidence: "guess" },
    {
      statement: "A session policy or trust policy is named in NoPermissionPolicyType and not in MatchedPolicies.",
      evidence: "guess",
    },
    { statement: "AuthConditions has the source address and the time of the call.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Nothing allowed it",
      input: { EncodedDiagnosticMessage: demo.deniedCall.message },
      output: {
        DecodedDiagnosticMessage: {
          AuthAction: "ice:DeleteYikeAssetMediaInfos",
          AuthResource: `acs:ice:${demo.region}:${demo.accountId}:*`,
          AuthPrincipal: {
            AuthPrincipalType: "SubUser",
            AuthPrincipalDisplayName: demo.user.userId,
            AuthPrincipalOwnerId: demo.accountId,
          },
          AuthConditions: [
            { ConditionKey: "acs:SourceIp", ConditionValues: ["192.0.2.7"] },
            { ConditionKey: "acs:CurrentTime", ConditionValues: [demo.deniedCall.time] },
          ],
          ExplicitDeny: false,
          NoPermissionPolicyType: "AccountLevelIdentityBasedPolicy",
          MatchedPolicies: [],
        },
      },
    },
  ],
  async run({ EncodedDiagnosticMessage }, { caller, read, parts }) {
    await parts.auditLog.flush();
    const row = await getDenial(read, caller.accountId, EncodedDiagnosticMessage);
    const { decidedBy, effect } = parseReasons(row.reasons);
    return {
      DecodedDiagnosticMessage: {
        AuthAction: row.action ?? "",
        AuthResource: row.resource ?? "",
        AuthPrincipal: describePrincipal(row),
        AuthConditions: [
          { ConditionKey: "acs:SourceIp", ConditionValues: [row.source_address ?? ""] },
          { ConditionKey: "acs:CurrentTime", ConditionValues: [formatUtc(row.at)] },
        ],
        ExplicitDeny: effect === "ExplicitDeny",
        NoPermissionPolicyType: policyTypes[decidedBy ?? "identity"],
        MatchedPolicies: describePolicies(row),
      },
    };
  },
});

const policyTypes = {
  identity: "AccountLevelIdentityBasedPolicy",
  session: "SessionPolicy",
  trust: "AssumeRolePolicy",
} as const;

/** Rows of earlier versions have the name only. */
function describePrincipal({ account_id, principal, reasons }: AuditRow) {
  const [kind, name = "", session] = (principal ?? "").split(":").slice(4).join(":").split("/");
  const isRole = kind === "role";
  return {
    AuthPrincipalType: isRole ? "AssumedRoleUser" : "SubUser",
    AuthPrincipalDisplayName: parseReasons(reasons).displayName ?? (isRole ? `${name}:${session}` : name),
    AuthPrincipalOwnerId: account_id,
  };
}

const entityTypes = { user: "RamUser", group: "RamGroup", role: "RamRole" } as const;

/** Several statements of one policy name it once. */
function describePolicies({ reasons }: AuditRow) {
  const { statements = [] } = parseReasons(reasons);
  const sources = statements.flatMap(({ source }) => source ?? []);
  const byPlace = new Map(sources.map((source) => [JSON.stringify(source), source]));
  return [...byPlace.values()].map(({ name, type, version, attachedTo }) => ({
    PolicyType: type,
    PolicyIdentifier: name,
    PolicyVersion: version,
    Effect: "Deny",
    AttachedEntityType: entityTypes[attachedTo.kind],
    AttachedScope: "Account",
  }));
}
