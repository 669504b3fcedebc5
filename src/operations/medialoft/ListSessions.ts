import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { described, integer, oneOf, text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { type ListedSession, listSessions, type SessionPlace } from "../../identity/session-list.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

const name = (description: string, example: string) => text({ description, example, maxBytes: 64 }).optional();

/** Credentials of AssumeRole into the account's roles, and those of its uploads, while they have not ended. Newest first. */
export const ListSessions = defineOperation({
  name: "ListSessions",
  products: ["Medialoft"],
  summary: "Lists temporary credentials.",
  input: {
    Kind: oneOf(["role", "upload"], { description: "Only those of AssumeRole, or only those of uploads." }).optional(),
    RoleName: name("Only those in this role.", demo.role.name),
    UserName: name("Only those of this user.", demo.user.userName),
    Marker: text({ description: "Where the page begins: Marker of the page before.", maxBytes: 128 }).optional(),
    MaxItems: integer({ description: "Rows of a page; 100 when absent.", min: 1, max: 1000 }).optional(),
  },
  output: {
    Sessions: z.array(
      z.object({
        AccessKeyId: described("Id of the temporary key."),
        Kind: described("role or upload."),
        CreateTime: described("When it was made. UTC."),
        ExpireTime: described("When it ends by itself. UTC."),
        CreatorAccessKeyId: described(
          "The long-lived key, or the sign-in at the console, at the beginning of it, if it is one of this account.",
        ).optional(),
        UserName: described("The user behind it, if there is one.").optional(),
        RoleName: described("Of AssumeRole: the role.").optional(),
        SessionName: described("Of AssumeRole: the session's name.").optional(),
        SourceIdentity: described("Of AssumeRole: who is behind it, if it was said.").optional(),
        ObjectKey: described("Of an upload: the one key that it writes.").optional(),
      }),
    ),
    IsTruncated: z.boolean().meta({ description: "Whether there is another page." }),
    Marker: described("Where the next page begins; absent on the last one.").optional(),
  },
  permissions: [{ action: "medialoft:ListSessions", access: "list", resource: allResources }],
  errors: [],
  behaviours: [
    {
      statement: "Another account's user in a role of this account is listed without name and AccessKey.",
      evidence: "documented",
    },
  ],
  examples: [
    {
      title: "In a role",
      input: { RoleName: demo.role.name },
      output: {
        Sessions: [
          {
            AccessKeyId: demo.session.accessKeyId,
            Kind: "role",
            CreateTime: demo.session.createTime,
            ExpireTime: demo.session.expireTime,
            CreatorAccessKeyId: demo.user.accessKeyId,
            UserName: demo.user.userName,
            RoleName: demo.role.name,
            SessionName: demo.session.name,
          },
        ],
        IsTruncated: false,
      },
    },
  ],
  async run({ Kind, RoleName, UserName, Marker, MaxItems = 100 }, { caller, read, now }) {
    const { accountId } = caller;
    const after = Marker === undefined ? undefined : parseMarker(Marker);
    const filter = { accountId, kind: Kind, roleName: RoleName, userName: UserName, now };
    const rows = await listSessions(read, filter, { after, size: MaxItems });
    const items = rows.slice(0, MaxItems);
    const last = rows.length > MaxItems ? items.at(-1) : undefined;
    return {
      Sessions: items.map((session) => toSession(session, accountId)),
      IsTruncated: last !== undefined,
      ...(last && { Marker: formatMarker({ createdAt: last.created_at, accessKeyId: last.access_key_id }) }),
    };
  },
});

const formatMarker = ({ createdAt, accessKeyId }: SessionPlace): string =>
  Buffer.from(`${createdAt} ${accessKeyId}`).toString("base64url");

function parseMarker(marker: string): SessionPlace {
  const place = Buffer.from(marker, "base64url").toString();
  const [, createdAt, accessKeyId] = /^(\d{1,15}) (STS\.\w{1,64})$/.exec(place) ?? [];
  if (createdAt !== undefined && accessKeyId !== undefined) return { createdAt: Number(createdAt), accessKeyId };
  throw new ApiError("InvalidParameter", {
    name: "Marker",
    diagnosis: "Marker was not made by this operation: send the one of the page before.",
  });
}

/** Names and keys of another account's users are not this account's business. */
function toSession(row: ListedSession, accountId: string) {
  const creatorAccountId = row.key_account_id ?? row.console_account_id;
  return {
    AccessKeyId: row.access_key_id,
    Kind: row.kind,
    CreateTime: formatUtc(row.created_at),
    ExpireTime: formatUtc(row.expires_at),
    ...(creatorAccountId === accountId && { CreatorAccessKeyId: row.creator_access_key_id }),
    ...(row.user_name !== null && row.user_account_id === accountId && { UserName: row.user_name }),
    ...(row.role_name !== null && { RoleName: row.role_name }),
    ...(row.session_name !== null && { SessionName: row.session_name }),
    ...(row.source_identity !== null && { SourceIdentity: row.source_identity }),
    ...(row.object_key !== "" && { ObjectKey: row.object_key }),
  };
}
