import type { Words } from "../../language/words.ts";

export interface PolicyTemplate {
  readonly id: string;
  readonly title: Words<string>;
  /** What it is for, and what has to be filled in. */
  readonly lead: Words<string>;
  readonly write: (accountId: string) => string;
}

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "1", Statement: statements }, null, 2);

const libraryReads = ["ice:BatchGet*", "ice:Get*", "ice:List*"];

/** What a new policy begins with. */
export const firstTemplate = policy({ Effect: "Allow", Action: libraryReads, Resource: "*" });

export const policyTemplates: readonly PolicyTemplate[] = [
  {
    id: "read-library",
    title: { en: "Read the library", zh: "只读媒资库" },
    lead: { en: "Lists and looks, changes nothing.", zh: "可以列出和查看，不能更改任何内容。" },
    write: () => firstTemplate,
  },
  {
    id: "upload-only",
    title: { en: "Upload only", zh: "仅上传" },
    lead: {
      en: "Uploads and registers. Assets have no narrower resources: a production cannot be named here.",
      zh: "可以上传并注册。媒资操作没有更细的资源，无法限定到某个制作项目。",
    },
    write: () =>
      policy({
        Effect: "Allow",
        Action: [
          "ice:CreateYikeAssetUpload",
          "medialoft:RefreshAssetUpload",
          "ice:RegisterYikeAssetMediaInfo",
          "ice:ListYikeProductions",
          "ice:ListYikeAssetFolders",
        ],
        Resource: "*",
      }),
  },
  {
    id: "one-prefix",
    title: { en: "Objects under one prefix", zh: "某个前缀下的对象" },
    lead: {
      en: "Reads and writes objects by an OSS client. Put in the bucket and the folder.",
      zh: "通过 OSS 客户端读写对象。请填入存储空间与目录。",
    },
    write: (accountId) =>
      policy({
        Effect: "Allow",
        Action: ["oss:GetObject", "oss:PutObject", "oss:ListParts", "oss:AbortMultipartUpload"],
        Resource: `acs:oss:*:${accountId}:bucket-name/folder/*`,
      }),
  },
  {
    id: "no-deleting",
    title: { en: "Everything but deleting", zh: "除删除外的全部操作" },
    lead: { en: "A Deny always wins, whatever else is attached.", zh: "拒绝优先于其他任何策略中的允许。" },
    write: () =>
      policy(
        { Effect: "Allow", Action: "ice:*", Resource: "*" },
        { Effect: "Deny", Action: "ice:Delete*", Resource: "*" },
      ),
  },
  {
    id: "office-only",
    title: { en: "Only from these addresses", zh: "仅限指定地址" },
    lead: {
      en: "Denies every call from elsewhere. Put in your own ranges.",
      zh: "拒绝来自其他地址的所有调用。请填入自己的网段。",
    },
    write: () =>
      policy({
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { NotIpAddress: { "acs:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } },
      }),
  },
  {
    id: "https-only",
    title: { en: "Only over HTTPS", zh: "仅限 HTTPS" },
    lead: { en: "Denies every call that anybody on the way could read.", zh: "拒绝所有可能被中途窃读的调用。" },
    write: () =>
      policy({
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { Bool: { "acs:SecureTransport": "false" } },
      }),
  },
  {
    id: "until-a-day",
    title: { en: "Read until a day", zh: "限期只读" },
    lead: { en: "For guests: it ends by itself. Put in the day.", zh: "适合访客：到期自动失效。请填入日期。" },
    write: () =>
      policy({
        Effect: "Allow",
        Action: libraryReads,
        Resource: "*",
        Condition: { DateLessThan: { "acs:CurrentTime": "2030-01-01T00:00:00Z" } },
      }),
  },
  {
    id: "one-role",
    title: { en: "Assume one role", zh: "扮演某个角色" },
    lead: {
      en: "Put in the role. Its trust policy must let the user in as well.",
      zh: "请填入角色。该角色的信任策略也必须允许此用户。",
    },
    write: (accountId) =>
      policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: `acs:ram::${accountId}:role/RoleName` }),
  },
  {
    id: "own-keys",
    title: { en: "One's own AccessKeys", zh: "管理自己的 AccessKey" },
    lead: { en: "Policies have no variables: put in the user's name.", zh: "策略不支持变量，请填入用户名。" },
    write: (accountId) =>
      policy({
        Effect: "Allow",
        Action: ["ram:*AccessKey", "ram:ListAccessKeys", "ram:GetAccessKeyLastUsed"],
        Resource: `acs:ram:*:${accountId}:user/user-name`,
      }),
  },
];
