/** Names and ids of the small library in which every example of the contract runs; `test/demo-world.ts` makes it. */
const accountId = "1000000000000001";
const bucket = `ml-${accountId}-demo`;
const objectUrl = "http://127.0.0.1:8481";

const uploadKey = (digit: string, extension: string) =>
  `yike/${accountId}/${digit.repeat(32)}/${digit.repeat(32)}.${extension}`;
const fileUrlOf = (key: string) => `${objectUrl}/${bucket}/${key}`;

/** A video that has been registered and prepared. */
const video = { mediaId: "01a1961f5c00a1b2c3d4e5f600000001", key: uploadKey("a", "mp4") } as const;
/** Subtitles in the recycle bin. */
const binned = { mediaId: "01a1961f5c00a1b2c3d4e5f600000002", key: uploadKey("b", "srt") } as const;
/** A picture that has been uploaded and not registered. */
const picture = { key: uploadKey("c", "png") } as const;
/** Handed out for an upload that has not ended. */
const unfinished = { key: uploadKey("d", "mp4") } as const;

const document = (actions: readonly string[]): string =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const arnOf = (role: string) => `acs:ram::${accountId}:role/${role}`;
const trustPolicy = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: `acs:ram::${accountId}:root` } }],
});

export const demo = {
  accountId,
  bucket,
  objectUrl,
  region: "cn-shanghai",
  workspaceId: "ws_0000000001",
  workspaceCode: "DEMO01",
  productionId: `pd_${accountId}`,
  folderId: "fd-demo000001",
  /** A second production, with its folder. */
  otherProductionId: "pd_0000000002",
  otherFolderId: "fd-demo000002",
  video: { ...video, fileUrl: fileUrlOf(video.key) },
  binned: { ...binned, fileUrl: fileUrlOf(binned.key) },
  picture: { ...picture, fileUrl: fileUrlOf(picture.key) },
  unfinished: { ...unfinished, fileUrl: fileUrlOf(unfinished.key) },
  /** In the group of editors, with an AccessKey and a password. */
  user: {
    userId: "200000000000000001",
    userName: "alice",
    displayName: "Alice Liddell",
    accessKeyId: "LTAIdemoalice00000000000",
    password: "Through-1-looking-glass",
  },
  /** Has nothing and is in no group. */
  otherUser: { userId: "200000000000000002", userName: "bob", displayName: "Bob" },
  group: { groupId: "g-demo000000000001", groupName: "editors", comments: "Who cuts" },
  /** Has no members. */
  otherGroup: { groupId: "g-demo000000000002", groupName: "guests", comments: "" },
  unknownMediaId: "01a1961f5c00a1b2c3d4e5f6000000ff",
  /** Every user of the account may assume them; the second one has no policy. */
  role: { id: "300000000000000001", name: "Reader", arn: arnOf("Reader"), description: "For players.", trustPolicy },
  otherRole: { id: "300000000000000002", name: "Idle", arn: arnOf("Idle"), description: "For nothing yet." },
  /** In its second version; the first user, the first group and the first role have it. */
  policy: {
    name: "ReadLibrary",
    description: "Looking at assets, and acting in roles.",
    firstDocument: document(["ice:Get*"]),
    document: document(["ice:Get*", "ice:List*", "sts:AssumeRole"]),
  },
  otherPolicy: { name: "NobodyYet", description: "Attached to nobody.", document: document(["ice:*"]) },
  /** The first user in the first role. */
  session: {
    accessKeyId: "STS.demo0000000000000000001",
    name: "player-7",
    createTime: "2026-11-02T07:30:00Z",
    expireTime: "2026-11-02T08:30:00Z",
  },
  /** A call of the first user that was denied. */
  deniedCall: {
    requestId: "5E0B1A52-0D3C-4D6B-9D0E-2B7A4C1F0001",
    time: "2026-11-02T07:59:00Z",
    message: "AQEAAAAAauhCxDVFMEIxQTUyLTBEM0MtNEQ2Qi05RDBFLTJCN0E0QzFGMDAwMQ==",
  },
  /** A call of the second user that went through because policies were not enforced. */
  softCall: { requestId: "5E0B1A52-0D3C-4D6B-9D0E-2B7A4C1F0002", time: "2026-11-02T07:58:00Z" },
  /** When everything was made. */
  createTime: "2026-11-01T08:00:00Z",
  /** When the subtitles went to the recycle bin. */
  deletedTime: "2026-11-01T09:00:00Z",
  /** When the examples are called. */
  callTime: "2026-11-02T08:00:00Z",
} as const;
