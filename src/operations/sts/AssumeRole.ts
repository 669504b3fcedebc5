import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { keepEmpty } from "../../contract/fields.ts";
import { date } from "../../contract/identity-fields.ts";
import { assumeRole } from "../../identity/assume-role.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { durationSeconds, stsText } from "./sts-fields.ts";

const roleArnPattern = /^acs:ram::(\d{16}):role\/([A-Za-z0-9.@_-]{1,64})$/;

/** The caller's own policies and the role's trust policy must both let the caller in, also from another account. */
export const AssumeRole = defineOperation({
  name: "AssumeRole",
  products: ["STS"],
  summary: "Answers a temporary credential with the rights of a role.",
  input: {
    RoleArn: stsText({
      description: "The role.",
      example: demo.role.arn,
      pattern: roleArnPattern,
      wants: "It must be written acs:ram::<account id>:role/<role name>.",
    }),
    RoleSessionName: stsText({
      description: "A name for the session, seen in logs and in its resource name.",
      example: "player-7",
      pattern: /^[A-Za-z0-9.@_-]{2,64}$/,
      wants: "It must have 2 to 64 letters, digits, dots, hyphens, underscores and @.",
    }),
    Policy: keepEmpty(
      z
        .string()
        .meta({ description: "A policy that narrows the role's rights in this session: at most 2,048 characters." })
        .optional(),
    ),
    DurationSeconds: durationSeconds.optional(),
    ExternalId: stsText({
      description: "What the role's trust policy asks for as sts:ExternalId.",
      pattern: /^[\w+=,.@:/-]{2,1224}$/,
      wants: "It must have 2 to 1,224 letters, digits and _+=,.@:/-",
    }).optional(),
    SourceIdentity: stsText({
      description: "Who is behind the session; sessions that are made in it keep it.",
      pattern: /^[\w+=,.@-]{2,64}$/,
      wants: "It must have 2 to 64 letters, digits and _+=,.@-",
    }).optional(),
  },
  output: {
    AssumedRoleUser: z.object({
      Arn: z.string().meta({ description: "The session's resource name: the role's and the session's name." }),
      AssumedRoleId: z.string().meta({ description: "The role's id and the session's name." }),
    }),
    Credentials: z.object({
      AccessKeyId: z.string().meta({ description: "Begins with STS." }),
      AccessKeySecret: z.string().meta({ description: "Shown this once." }),
      SecurityToken: z.string().meta({ description: "To be sent with each call." }),
      Expiration: date("When the session ends."),
    }),
    SourceIdentity: z.string().optional().meta({ description: "Who is behind the session, if it was said." }),
  },
  permissions: [
    { action: "sts:AssumeRole", access: "create", resource: "{RoleArn}", conditionKeys: ["sts:ExternalId"] },
  ],
  errors: [
    "NoPermission.RootAssumesRole",
    "NoPermission.Sts",
    "EntityNotExist.Role.Sts",
    "InvalidParameter.Malformed",
    "InvalidParameter.DurationSeconds",
    "InvalidParameter.PolicyGrammar",
    "InvalidParameter.PolicySize",
  ],
  behaviours: [
    { statement: "An account's root cannot assume a role.", evidence: "documented" },
    { statement: "The caller's policies and the role's trust policy must both allow it.", evidence: "documented" },
    {
      statement: "DurationSeconds is 3,600 when absent and at most the role's MaxSessionDuration.",
      evidence: "documented",
    },
    { statement: "A session can do what both the role's policies and Policy allow.", evidence: "documented" },
    { statement: "A Policy that is sent empty is refused, and not taken for none.", evidence: "guess" },
    {
      statement: "A session ends with its time, its role, and the long-lived AccessKey at the beginning of it.",
      evidence: "guess",
    },
    {
      statement:
        "Of a role in another account that does not exist it says the same as of one that does not let the caller in.",
      evidence: "guess",
    },
    { statement: "The role's name counts as it is spelled, in upper and lower case.", evidence: "guess" },
    { statement: "A SourceIdentity cannot be changed by assuming another role.", evidence: "guess" },
  ],
  examples: [
    {
      title: "A user for fifteen minutes, to look at assets only",
      as: "user",
      input: {
        RoleArn: demo.role.arn,
        RoleSessionName: "player-7",
        DurationSeconds: "900",
        Policy: demo.policy.firstDocument,
      },
      output: {
        AssumedRoleUser: { Arn: `${demo.role.arn}/player-7`, AssumedRoleId: `${demo.role.id}:player-7` },
        Credentials: {
          AccessKeyId: "<AccessKeyId>",
          AccessKeySecret: "<AccessKeySecret>",
          SecurityToken: "<SecurityToken>",
          Expiration: "2026-11-02T08:15:00Z",
        },
      },
    },
  ],
  async run(input, context) {
    const [, accountId = "", roleName = ""] = roleArnPattern.exec(input.RoleArn) ?? [];
    const { caller } = context;
    if (caller.kind === "root") throw new ApiError("NoPermission.RootAssumesRole");
    const { session, role } = await assumeRole(
      { ...context, caller, box: context.parts.box, authorizeParts: context.parts, documentRules: context.parts },
      {
        accountId,
        roleName,
        sessionName: input.RoleSessionName,
        sessionPolicy: input.Policy,
        durationSeconds: input.DurationSeconds,
        externalId: input.ExternalId,
        sourceIdentity: input.SourceIdentity,
      },
    );
    const { accessKeyId, accessKeySecret, securityToken, expiresAt, sourceIdentity } = session;
    return {
      AssumedRoleUser: {
        Arn: `${input.RoleArn}/${input.RoleSessionName}`,
        AssumedRoleId: `${role.role_id}:${input.RoleSessionName}`,
      },
      Credentials: {
        AccessKeyId: accessKeyId,
        AccessKeySecret: accessKeySecret,
        SecurityToken: securityToken,
        Expiration: formatUtc(expiresAt),
      },
      ...(sourceIdentity !== null && { SourceIdentity: sourceIdentity }),
    };
  },
});
