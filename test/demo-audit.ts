import type { Connection } from "../src/database/connect.ts";
import { formatAuditTime } from "../src/identity/audit-ids.ts";
import type { RecordedReasons } from "../src/identity/audit-log.ts";
import { demo } from "../src/operations/demo.ts";

const nobody: RecordedReasons = { decidedBy: "identity", effect: "ImplicitDeny", statements: [] };

/** The calls of `src/operations/demo.ts` in the audit log. */
export async function writeCalls(tx: Connection): Promise<void> {
  const { accountId, region, deniedCall, softCall, user, otherUser } = demo;
  const rowOf = ({ requestId, time }: typeof deniedCall | typeof softCall, userName: string) => ({
    audit_id: `${formatAuditTime(Date.parse(time))}-0000-00000000`,
    account_id: accountId,
    event: "call",
    detail: "",
    at: Date.parse(time),
    request_id: requestId,
    principal: `acs:ram::${accountId}:user/${userName}`,
    resource: `acs:ice:${region}:${accountId}:*`,
    source_address: "192.0.2.7",
    duration_us: 1200,
  });
  await tx.query
    .insertInto("audit_log")
    .values([
      {
        ...rowOf(deniedCall, user.userName),
        action: "ice:DeleteYikeAssetMediaInfos",
        parameters: JSON.stringify({ MediaIds: demo.video.mediaId }),
        decision: "ImplicitDeny",
        reasons: JSON.stringify({ ...nobody, displayName: user.userId }),
        status: 403,
        error_code: "Forbidden",
      },
      {
        ...rowOf(softCall, otherUser.userName),
        action: "ice:GetYikeAssetMediaInfo",
        parameters: JSON.stringify({ MediaId: demo.video.mediaId }),
        decision: "SoftDeny",
        reasons: JSON.stringify(nobody),
        status: 200,
        error_code: null,
      },
    ])
    .execute();
}
