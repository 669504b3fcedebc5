import type { Connection } from "../src/database/connect.ts";
import { defaultPasswordRules } from "../src/identity/account-settings.ts";
import { insertLoginProfile, makePassword } from "../src/identity/login-profiles.ts";
import type { SecretBox } from "../src/identity/secret-box.ts";
import { getUser } from "../src/identity/users.ts";
import { demo } from "../src/operations/demo.ts";

/** Of the demo's first user. */
export const demoUserKey = {
  accessKeyId: demo.user.accessKeyId,
  accessKeySecret: "demo-alice-secret-012345678",
} as const;

const { accountId } = demo;
const createdAt = Date.parse(demo.createTime);

/** The password as it is stored; hashing takes too long for a transaction. */
export const hashDemoPassword = (): Promise<string> =>
  makePassword({ password: demo.user.password, name: "Password", rules: defaultPasswordRules });

/** The users and groups of `src/operations/demo.ts`. */
export async function writeUsers(
  tx: Connection,
  { box, passwordHash }: { readonly box: SecretBox; readonly passwordHash: string },
): Promise<void> {
  const times = { created_at: createdAt, updated_at: createdAt };
  for (const { userId, userName, displayName } of [demo.user, demo.otherUser]) {
    await tx.query
      .insertInto("users")
      .values({
        ...times,
        user_id: userId,
        account_id: accountId,
        user_name: userName,
        name_key: userName,
        display_name: displayName,
        email: `${userName}@example.com`,
        mobile_phone: "",
        comments: "",
        last_login_at: null,
      })
      .execute();
  }
  for (const { groupId, groupName, comments } of [demo.group, demo.otherGroup]) {
    await tx.query
      .insertInto("groups")
      .values({
        ...times,
        group_id: groupId,
        account_id: accountId,
        group_name: groupName,
        name_key: groupName,
        comments,
      })
      .execute();
  }
  await tx.query
    .insertInto("group_members")
    .values({
      group_id: demo.group.groupId,
      user_id: demo.user.userId,
      account_id: accountId,
      joined_at: createdAt,
    })
    .execute();
  await tx.query
    .insertInto("access_keys")
    .values({
      access_key_id: demoUserKey.accessKeyId,
      account_id: accountId,
      principal_kind: "user",
      secret_sealed: box.seal(demoUserKey.accessKeySecret, demoUserKey.accessKeyId),
      status: "Active",
      created_at: createdAt,
      user_id: demo.user.userId,
      last_used_at: Date.parse(demo.deletedTime),
    })
    .execute();
  const alice = await getUser(tx, accountId, demo.user.userName);
  const demands = { passwordResetRequired: false, mfaBindRequired: false };
  await insertLoginProfile(tx, alice, { passwordHash, ...demands, now: createdAt });
}
