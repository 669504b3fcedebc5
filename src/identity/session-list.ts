import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { SessionRow } from "../database/schema.ts";
import type { KeyRing } from "./key-ring.ts";

export interface SessionFilter {
  readonly accountId: string;
  readonly kind: SessionRow["kind"] | undefined;
  readonly roleName: string | undefined;
  /** Of the user behind it. */
  readonly userName: string | undefined;
  readonly now: number;
}

/** Where a page ends: the last session on it. */
export interface SessionPlace {
  readonly createdAt: number;
  readonly accessKeyId: string;
}

/** Temporary credentials that have not ended, newest first; one more than `size` when there are more. */
export function listSessions(
  read: Connection,
  { accountId, kind, roleName, userName, now }: SessionFilter,
  { after, size }: { readonly after: SessionPlace | undefined; readonly size: number },
) {
  return read.query
    .selectFrom("sessions as s")
    .leftJoin("roles as r", "r.role_id", "s.role_id")
    .leftJoin("users as u", "u.user_id", "s.user_id")
    .leftJoin("access_keys as k", "k.access_key_id", "s.creator_access_key_id")
    .leftJoin("console_sessions as c", "c.session_id", "s.creator_access_key_id")
    .leftJoin("sessions as m", "m.access_key_id", "s.role_session_key_id")
    .select(["s.access_key_id", "s.kind", "s.created_at", "s.expires_at", "s.creator_access_key_id"])
    .select(["s.object_key", "s.session_name", "s.source_identity", "r.role_name", "u.user_name"])
    .select(["u.account_id as user_account_id", "k.account_id as key_account_id", "c.account_id as console_account_id"])
    .where("s.account_id", "=", accountId)
    .where("s.expires_at", ">", now)
    .where((e) => e.or([e("s.role_session_key_id", "is", null), e("m.access_key_id", "is not", null)]))
    .$if(kind !== undefined, (query) => query.where("s.kind", "=", kind ?? "role"))
    .$if(roleName !== undefined, (query) => query.where("r.role_name", "=", roleName ?? ""))
    .$if(userName !== undefined, (query) =>
      query.where("u.user_name", "=", userName ?? "").where("u.account_id", "=", accountId),
    )
    .$if(after !== undefined, (query) =>
      query.where((e) =>
        e.or([
          e("s.created_at", "<", after?.createdAt ?? 0),
          e.and([e("s.created_at", "=", after?.createdAt ?? 0), e("s.access_key_id", "<", after?.accessKeyId ?? "")]),
        ]),
      ),
    )
    .orderBy("s.created_at", "desc")
    .orderBy("s.access_key_id", "desc")
    .limit(size + 1)
    .execute();
}

export type ListedSession = Awaited<ReturnType<typeof listSessions>>[number];

interface Revoking {
  readonly caller: { readonly accountId: string };
  transact<T>(fn: (tx: Connection) => Promise<T>): Promise<T>;
  readonly parts: { readonly keys: KeyRing };
}

/** Ends a temporary credential of the caller's account before its time, and the uploads made in it, from the next request on. */
export async function revokeSession({ caller, transact, parts }: Revoking, accessKeyId: string): Promise<void> {
  await transact(async (tx) => {
    const { numDeletedRows } = await tx.query
      .deleteFrom("sessions")
      .where("account_id", "=", caller.accountId)
      .where("access_key_id", "=", accessKeyId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw new ApiError("ResourceNotFound");
  });
  parts.keys.forget();
}
