import { randomBytes } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { insertRootKey, makeAccessKey, type NewAccessKey } from "../identity/access-keys.ts";
import { insertAccount } from "../identity/accounts.ts";
import type { SecretBox } from "../identity/secret-box.ts";
import { makeAccountId } from "../library/ids.ts";
import { createWorkspace } from "../library/workspaces.ts";

interface NewAccountRequest {
  readonly title: string;
  readonly isFirst: boolean;
  readonly now: number;
  /** Made up when absent. */
  readonly rootKey?: NewAccessKey | undefined;
}

export interface NewAccount extends NewAccessKey {
  readonly accountId: string;
  readonly bucket: string;
}

/** Makes an account with its root key, bucket, workspace, production and folder. */
export async function createAccount(tx: Connection, request: NewAccountRequest, box: SecretBox): Promise<NewAccount> {
  const accountId = makeAccountId();
  const bucket = `ml-${accountId}-${randomBytes(3).toString("hex")}`;
  const { title, isFirst, now } = request;
  const key = request.rootKey ?? makeAccessKey();
  const { workspaceId, productionId } = await createWorkspace(tx, {
    accountId,
    title: "default",
    userCountLimit: 1000,
    createdBy: `aliyun_${accountId}`,
    now,
    productionId: `pd_${accountId}`,
  });
  await insertAccount(tx, {
    account_id: accountId,
    title,
    bucket,
    default_workspace_id: workspaceId,
    default_production_id: productionId,
    is_first: isFirst ? 1 : 0,
    created_at: now,
    identity_version: 1,
  });
  await insertRootKey(tx, { ...key, accountId, now }, box);
  return { accountId, bucket, ...key };
}
