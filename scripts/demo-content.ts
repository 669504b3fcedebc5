import OSS from "ali-oss";
import { call, decode, readSample, type TestServer, waitUntilPrepared } from "../test/server.ts";

export interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const statement = (Effect: string, Action: string | string[], Resource = "*", Condition?: object) => ({
  Effect,
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const policyOf = (...Statement: object[]): string => JSON.stringify({ Version: "1", Statement }, null, 2);

const policies = {
  "edit-library": policyOf(
    statement("Allow", ["ice:Get*", "ice:List*", "ice:BatchGet*"]),
    statement("Allow", ["ice:CreateYikeAssetUpload", "ice:RegisterYikeAssetMediaInfo", "ice:CreateYikeProduction"]),
  ),
  "keep-originals": policyOf(statement("Deny", "ice:DeleteYikeAssetMediaInfos")),
  "upload-from-studio": policyOf(
    statement("Allow", ["ice:CreateYikeAssetUpload", "ice:RegisterYikeAssetMediaInfo"], "*", {
      IpAddress: { "acs:SourceIp": ["127.0.0.0/8", "192.0.2.0/24"] },
    }),
  ),
};

const users = {
  mia: { DisplayName: "Mia Lindqvist", Comments: "Edits the series" },
  jonas: { DisplayName: "Jonas Weber", Comments: "Camera reports" },
  "lin.wei": { DisplayName: "林薇", Comments: "Reviews and approves" },
  "ingest-bot": { DisplayName: "Ingest", Comments: "Uploads what the cameras bring" },
} as const;

export type DemoKeys = Readonly<Record<keyof typeof users, Key>>;

/** A small studio: its people, what they may do, some material, and a morning of calls. */
export async function makeDemoContent(server: TestServer): Promise<DemoKeys> {
  const ram = (action: string, fields: Record<string, string>) =>
    call(server, action, fields, { version: "2015-05-01" });
  const keys: [string, Key][] = [];
  for (const [UserName, about] of Object.entries(users)) {
    await ram("CreateUser", { UserName, ...about });
    const { AccessKey } = (await ram("CreateAccessKey", { UserName })) as { AccessKey: Record<string, string> };
    keys.push([
      UserName,
      { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) },
    ]);
  }
  await ram("CreateLoginProfile", { UserName: "mia", Password: "A-long-Passw0rd!" });
  for (const [PolicyName, PolicyDocument] of Object.entries(policies)) {
    await ram("CreatePolicy", { PolicyName, PolicyDocument, Description: "" });
  }
  await makeGroups(server, ram);
  const made = Object.fromEntries(keys) as DemoKeys;
  await makeMorning(server, made);
  return made;
}

type Ram = (action: string, fields: Record<string, string>) => Promise<unknown>;

async function makeGroups(server: TestServer, ram: Ram): Promise<void> {
  const custom = { PolicyType: "Custom" };
  await ram("CreateGroup", { GroupName: "editors", Comments: "Everybody who cuts" });
  for (const UserName of ["mia", "jonas"]) await ram("AddUserToGroup", { GroupName: "editors", UserName });
  await ram("AttachPolicyToGroup", { ...custom, PolicyName: "edit-library", GroupName: "editors" });
  await ram("AttachPolicyToGroup", { ...custom, PolicyName: "keep-originals", GroupName: "editors" });
  await ram("AttachPolicyToUser", { ...custom, PolicyName: "upload-from-studio", UserName: "ingest-bot" });
  await ram("AttachPolicyToUser", { PolicyType: "System", PolicyName: "AliyunICEReadOnlyAccess", UserName: "lin.wei" });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [`acs:ram::${server.accountId}:root`] } },
    ],
  });
  await ram("CreateRole", {
    RoleName: "Player",
    Description: "What the screening room runs as",
    AssumeRolePolicyDocument,
  });
  await ram("AttachPolicyToRole", { PolicyType: "System", PolicyName: "AliyunICEReadOnlyAccess", RoleName: "Player" });
  const assume = policyOf(statement("Allow", "sts:AssumeRole", `acs:ram::${server.accountId}:role/Player`));
  await ram("CreatePolicy", { PolicyName: "be-the-player", PolicyDocument: assume });
  await ram("AttachPolicyToUser", { ...custom, PolicyName: "be-the-player", UserName: "jonas" });
}

/** Refusals are part of it. */
async function makeMorning(server: TestServer, keys: DemoKeys): Promise<void> {
  const as = (who: keyof DemoKeys, action: string, fields: Record<string, string> = {}) =>
    call(server, action, fields, { key: keys[who] }).catch((error) => {
      if (error.code !== "Forbidden") throw error;
    });
  const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" }, { key: keys["ingest-bot"] });
  const { Endpoint: endpoint = "", Bucket: bucket = "", FileName = "" } = decode(upload.UploadAddress);
  const auth = decode(upload.UploadAuth);
  const accessKeyId = String(auth.AccessKeyId);
  const accessKeySecret = String(auth.AccessKeySecret);
  const oss = new OSS({ endpoint, bucket, accessKeyId, accessKeySecret, stsToken: String(auth.SecurityToken) });
  await oss.put(FileName, await readSample("demo/sample.mp4"));
  const asset = { InputURL: String(upload.FileURL), MediaType: "video" };
  const MediaId = String((await as("ingest-bot", "RegisterYikeAssetMediaInfo", asset))?.MediaId);
  await waitUntilPrepared(server, MediaId);
  await as("mia", "ListYikeProductions", { PageSize: "20" });
  await as("mia", "GetYikeAssetMediaInfo", { MediaId });
  await as("jonas", "DeleteYikeAssetMediaInfos", { MediaIds: MediaId });
  await as("lin.wei", "GetYikeAssetMediaInfo", { MediaId });
  await as("lin.wei", "RegisterYikeAssetMediaInfo", asset);
  await as("ingest-bot", "ListYikeProductions");
  await as("mia", "CreateYikeProduction", { Title: "Harbour Lights" });
  const RoleArn = `acs:ram::${server.accountId}:role/Player`;
  const options = { version: "2015-04-01", key: keys.jonas };
  await call(server, "AssumeRole", { RoleArn, RoleSessionName: "screening-room" }, options);
}
