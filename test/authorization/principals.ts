import type { Principal } from "../../src/contract/principal.ts";
import { createKeyRing } from "../../src/identity/key-ring.ts";
import { ObjectUrlKeys } from "../../src/identity/object-urls.ts";
import { type OpenStore, openStore } from "../../src/open-store.ts";
import { startServer } from "../../src/server.ts";
import { decode, testConfig } from "../server.ts";
import { allow, documentOf, trusting, World } from "./world.ts";

/** Everybody who can stand at a door of the workspace, as the doors find them by their keys. */
export interface Workspace {
  readonly opened: OpenStore;
  readonly principals: ReadonlyMap<string, Principal>;
  readonly bucket: string;
  /** What the upload credential was made for. */
  readonly objectKey: string;
}

/** Makes them through a real server on this folder, which is stopped again, and opens what it left. */
export async function openWorkspace(stack: AsyncDisposableStack, folder: string): Promise<Workspace> {
  const keyIds = new Map<string, string>();
  const { bucket, objectKey, accountId } = await makePrincipals(folder, keyIds);
  const opened = stack.use(await openStore(testConfig(folder), () => undefined));
  const objectUrls = new ObjectUrlKeys(opened.box);
  keyIds.set("object URL", objectUrls.today(accountId, Date.now()).accessKeyId);
  const keys = createKeyRing({ read: opened.db.read, box: opened.box, objectUrls, alone: true });
  const principals = new Map<string, Principal>();
  for (const [name, accessKeyId] of keyIds) {
    const key = await keys.find(accessKeyId);
    if (!key) throw new Error(`There is no key of ${name}.`);
    principals.set(name, key.principal);
  }
  principals.set("anonymous", { kind: "anonymous" });
  return { opened, principals, bucket, objectKey };
}

async function makePrincipals(folder: string, keyIds: Map<string, string>) {
  await using server = await startServer(testConfig(folder));
  const world = new World(server);
  const accountId = await world.accountId();
  keyIds.set("root", world.root.accessKeyId);
  keyIds.set("other root", (await world.makeAccount("Other")).root.accessKeyId);
  const withPolicy = async (name: string, userName: string, policyName?: string) => {
    const key = await world.makeUser(userName);
    if (policyName) await world.ram("AttachPolicyToUser", { policyName, policyType: "System", userName });
    keyIds.set(name, key.accessKeyId);
  };
  await withPolicy("admin", "admin", "AdministratorAccess");
  await withPolicy("ice full", "editor", "AliyunICEFullAccess");
  await withPolicy("ice read", "viewer", "AliyunICEReadOnlyAccess");
  await withPolicy("own read", "auditor", "MedialoftReadOnlyAccess");
  await withPolicy("no policy", "nobody");
  const porter = await world.makeUser("porter", allow("sts:AssumeRole"));
  const role = await world.makeRole("Everything", trusting(`acs:ram::${accountId}:root`), allow("*"));
  const session = await world.assume(porter, role);
  keyIds.set("role", session.credentials.accessKeyId);
  const policy = documentOf(allow(["ice:Get*", "ice:CreateYikeAssetUpload", "oss:GetObject"]));
  const narrowed = await world.assume(porter, role, { policy });
  keyIds.set("narrowed", narrowed.credentials.accessKeyId);
  const upload = await world.ice(world.root, "CreateYikeAssetUpload", { FileExt: "mp4" });
  keyIds.set("upload", decode(upload.UploadAuth).AccessKeyId ?? "");
  const { Bucket: bucket = "", FileName: objectKey = "" } = decode(upload.UploadAddress);
  return { accountId, bucket, objectKey };
}
