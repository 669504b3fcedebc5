import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { described, integer, oneOf, text } from "../../contract/fields.ts";
import type { Language } from "../../contract/language.ts";
import { allResources } from "../../contract/operation.ts";
import type { AuditRow } from "../../database/schema.ts";
import { isAuditId } from "../../identity/audit-ids.ts";
import type { RecordedNeed } from "../../identity/audit-log.ts";
import { listAuditRows, parseReasons } from "../../identity/audit-queries.ts";
import { tellSentence } from "../../reference/chinese/tell-error.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { moment, principalName } from "./audit-fields.ts";
import { statementOutput, toStatementOutput } from "./statement-fields.ts";

const needOutput = z.object({
  Action: described("What the caller needed."),
  Resource: described("On what."),
  Decision: described("Allow, ExplicitDeny or ImplicitDeny."),
});

const recordOutput = z.object({
  Time: described("When the call came. UTC, with milliseconds."),
  Event: described("call, or what was changed outside of any call."),
  Detail: described("More about it: how a call came about that was not signed, or what the event was.").optional(),
  RequestId: described("The call's request id.").optional(),
  Principal: described("Who called: a resource name.").optional(),
  Action: described("What the caller wanted: of several needs the one that decided.").optional(),
  Resource: described("On what.").optional(),
  Parameters: described("What was sent, as JSON: secrets are left out, long values cut.").optional(),
  SourceAddress: described("From where.").optional(),
  Decision: described("Allow, ExplicitDeny, ImplicitDeny, or SoftDeny.").optional(),
  DecidedBy: described("identity, session or trust: which policies decided; absent when none was asked.").optional(),
  Needs: z.array(needOutput).meta({ description: "Everything that was needed, when it was more than one." }).optional(),
  Statements: z.array(z.object(statementOutput)).meta({ description: "The statements that decided." }).optional(),
  Status: z.int().meta({ description: "HTTP status of the answer." }).optional(),
  ErrorCode: described("Of the answer, if it was an error.").optional(),
  DurationMicroseconds: z.int().meta({ description: "How long it took." }).optional(),
});

/** Newest first. What is written meanwhile moves nothing from its page. */
export const ListAuditRecords = defineOperation({
  name: "ListAuditRecords",
  products: ["Medialoft"],
  summary: "Lists who did what in the account.",
  input: {
    StartTime: moment("Only from then on.", "2026-11-02T00:00:00Z").optional(),
    EndTime: moment("Only before then.", "2026-11-03T00:00:00Z").optional(),
    Principal: principalName("Only theirs: user/alice, role/Reader, or a whole name.", "user/alice").optional(),
    ActionName: text({
      description: "Only calls that needed this action; * stands for any run.",
      example: "ice:*",
      maxBytes: 128,
      pattern: /^[\w*?]+:[\w*?]+$/,
      wants: "It must be an action such as ice:GetYikeAssetMediaInfo or ice:*.",
    }).optional(),
    Decision: oneOf(["Allow", "ExplicitDeny", "ImplicitDeny", "SoftDeny"], {
      description: "Only those so decided.",
    }).optional(),
    Status: integer({ description: "Only those so answered: an HTTP status.", min: 100, max: 599 }).optional(),
    RequestId: text({ description: "Only this call.", example: demo.deniedCall.requestId, maxBytes: 64 }).optional(),
    SourceAddress: text({
      description: "Only calls from this address, as records have it.",
      example: "192.0.2.7",
      maxBytes: 64,
    }).optional(),
    Marker: text({ description: "Where the page begins: Marker of the page before.", maxBytes: 64 }).optional(),
    MaxItems: integer({ description: "Records of a page; 100 when absent.", min: 1, max: 1000 }).optional(),
  },
  output: {
    AuditRecords: z.array(recordOutput),
    IsTruncated: z.boolean().meta({ description: "Whether there may be another page." }),
    Marker: described("Where the next page begins; absent on the last one.").optional(),
  },
  permissions: [{ action: "medialoft:ListAuditRecords", access: "list", resource: allResources }],
  errors: [],
  behaviours: [
    { statement: "A page may have fewer records than MaxItems; the last one has no Marker.", evidence: "documented" },
    {
      statement: "A crash may lose the records of the last 100 ms, of calls that changed nothing.",
      evidence: "documented",
    },
    {
      statement:
        "When somebody of another account assumes a role, the role's account has a record of it, too, in which the other account's root stands for whoever it was.",
      evidence: "documented",
    },
    { statement: "Records of other nodes are seen 100 ms later.", evidence: "documented" },
  ],
  examples: [
    {
      title: "One call",
      input: { RequestId: demo.deniedCall.requestId, StartTime: "2026-11-02T07:00:00Z" },
      output: {
        AuditRecords: [
          {
            Time: "2026-11-02T07:59:00.000Z",
            Event: "call",
            RequestId: demo.deniedCall.requestId,
            Principal: `acs:ram::${demo.accountId}:user/${demo.user.userName}`,
            Action: "ice:DeleteYikeAssetMediaInfos",
            Resource: `acs:ice:${demo.region}:${demo.accountId}:*`,
            Parameters: JSON.stringify({ MediaIds: demo.video.mediaId }),
            SourceAddress: "192.0.2.7",
            Decision: "ImplicitDeny",
            DecidedBy: "identity",
            Statements: [],
            Status: 403,
            ErrorCode: "Forbidden",
            DurationMicroseconds: 1200,
          },
        ],
        IsTruncated: false,
      },
    },
  ],
  async run(input, { caller, client, read, parts }) {
    const after = input.Marker && parseMarker(input.Marker);
    await parts.auditLog.flush();
    const filter = {
      accountId: caller.accountId,
      from: input.StartTime,
      until: input.EndTime,
      principals: input.Principal === undefined ? undefined : [input.Principal],
      action: input.ActionName,
      decisions: input.Decision && [input.Decision],
      status: input.Status,
      requestId: input.RequestId,
      sourceAddress: input.SourceAddress,
    };
    const { rows, last } = await listAuditRows(read, filter, { after, size: input.MaxItems ?? 100 });
    return {
      AuditRecords: rows.map((row) => toRecord(row, client.language)),
      IsTruncated: last !== undefined,
      ...(last !== undefined && { Marker: formatMarker(last) }),
    };
  },
});

const formatMarker = (auditId: string): string => Buffer.from(auditId).toString("base64url");

function parseMarker(marker: string): string {
  const auditId = Buffer.from(marker, "base64url").toString();
  if (isAuditId(auditId) && formatMarker(auditId) === marker) return auditId;
  throw new ApiError("InvalidParameter", {
    name: "Marker",
    diagnosis: "Marker was not made by this operation: send the one of the page before.",
  });
}

function toRecord(row: AuditRow, language: Language | undefined) {
  const { decidedBy, statements, needs } = parseReasons(row.reasons);
  const fields = {
    Detail: tellSentence(row.detail, language) || null,
    RequestId: row.request_id,
    Principal: row.principal,
    Action: row.action,
    Resource: row.resource,
    Parameters: row.parameters,
    SourceAddress: row.source_address,
    Decision: row.decision,
    DecidedBy: decidedBy ?? null,
    Needs: needs?.map(toNeedOutput) ?? null,
    Statements: statements?.map(toStatementOutput) ?? null,
    Status: row.status,
    ErrorCode: row.error_code,
    DurationMicroseconds: row.duration_us,
  };
  return { Time: new Date(row.at).toISOString(), Event: row.event, ...withoutNulls(fields) };
}

const toNeedOutput = ({ action, resource, denied }: RecordedNeed) => ({
  Action: action,
  Resource: resource,
  Decision: denied ?? "Allow",
});

type WithoutNulls<T> = { [K in keyof T]?: NonNullable<T[K]> };

const withoutNulls = <T extends object>(fields: T): WithoutNulls<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as WithoutNulls<T>;
