import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSample, startTestServer, type TestServer } from "../server.ts";
import { type AssetRecord, createAccount, openAccount, refusal, type TestAccount } from "./library.ts";

let server: TestServer;
let mine: TestAccount;
let other: TestAccount;
let video: Buffer;
let ahead = 0;

beforeAll(async () => {
  server = await startTestServer({}, () => Date.now() + ahead);
  mine = await openAccount(server);
  other = await createAccount(server);
  video = await readSample("test/samples/video.mp4");
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const unknown = "0".repeat(32);
const oss = (key: string, account = mine) => `oss://${account.bucket}/${key}`;

/** A text asset, prepared. */
async function makeAsset(account = mine, key = `made/${count++}.srt`): Promise<string> {
  await account.put(key);
  const mediaId = await account.register({ InputURL: oss(key, account), MediaType: "text" });
  await account.prepared(mediaId);
  return mediaId;
}
const remove = async (MediaIds: string, LogicDelete?: string) =>
  (await mine.ask("DeleteYikeAssetMediaInfos", { MediaIds, ...(LogicDelete ? { LogicDelete } : {}) })).IgnoredList;
const fileUrlOf = ({ FileInfoList }: AssetRecord) => FileInfoList[0]?.FileBasicInfo.FileUrl ?? "";
const statusOf = async (url: string) => (await fetch(url)).status;

describe("reading an asset", () => {
  test("every value but CateId is a text, ids and flags are there, and unknown fields are left out", async () => {
    const mediaId = await mine.register({
      InputURL: oss(await mine.put("films/first.mp4", video)),
      MediaType: "video",
    });
    const record = await mine.prepared(mediaId);
    const leaves = (value: unknown): unknown[] =>
      typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
    expect(leaves(record).filter((leaf) => typeof leaf !== "string")).toEqual([]);
    expect(leaves(record)).not.toContain("undefined");
    expect(mediaId).toMatch(/^[0-9a-f]{32}$/);
    expect(record.MediaBasicInfo).toEqual({
      MediaId: mediaId,
      MediaType: "video",
      BusinessType: "general",
      Title: "first.mp4",
      InputURL: `${server.objectUrl}/${mine.bucket}/films/first.mp4`,
      Biz: "ICE",
      Source: "oss",
      Status: "Normal",
      CreateTime: expect.stringMatching(time),
      ModifiedTime: expect.stringMatching(time),
    });
    expect(record.BizData).toEqual({
      ProductionId: mine.productionId,
      FolderId: mine.folderId,
      MediaAssetType: "HistoricalUpload",
      MediaAssetSubType: "Video",
      SourceType: "",
      AuditStatus: "pass",
      IsFavorite: "0",
      IsLogicalDeleted: "0",
    });
    expect(record.FileInfoList[0]?.FileBasicInfo).toMatchObject({
      FileName: "first.mp4",
      FileSize: String(video.length),
      FileStatus: "Normal",
      FileType: "source_file",
      Region: "cn-shanghai",
      Duration: expect.stringMatching(/^\d+\.\d{6}$/),
      Bitrate: expect.stringMatching(/^\d+\.\d+$/),
    });
  });

  test("FileUrl reads the file without any client, for 3600 s and hardly longer", async () => {
    const url = fileUrlOf(await mine.read(await makeAsset()));
    const { searchParams } = new URL(url);
    expect([...searchParams.keys()].toSorted()).toEqual(["Expires", "OSSAccessKeyId", "Signature", "security-token"]);
    expect(Number(searchParams.get("Expires")) - Date.now() / 1000).toSatisfy(
      (left: number) => left > 3590 && left <= 3610,
    );
    expect(await statusOf(url)).toBe(200);
    expect(await statusOf(url.replace(".srt", "x.srt"))).toBe(403);
    ahead = 3580_000;
    expect(await statusOf(url)).toBe(200);
    ahead = 3611_000;
    expect(await statusOf(url)).toBe(403);
    ahead = 0;
  });

  test("a title is the file's name, cut to 128 bytes between two characters", async () => {
    const mediaId = await makeAsset(mine, `long/${"片".repeat(60)}.srt`);
    expect((await mine.read(mediaId)).MediaBasicInfo.Title).toBe("片".repeat(42));
  });

  test("an unknown id, another account's and no id at all", async () => {
    for (const MediaId of [unknown, "nonsense", await makeAsset(other)])
      await expect(mine.read(MediaId)).rejects.toMatchObject({
        code: "ResourceNotFound",
        statusCode: 404,
        message: expect.stringContaining("Resource not found"),
      });
    await expect(mine.read("")).rejects.toMatchObject(refusal("MissingParameter", "MediaId"));
    await expect(mine.read("a".repeat(65))).rejects.toMatchObject(refusal("InvalidParameter", "MediaId"));
  });
});

describe("reading several", () => {
  const batch = async (MediaIds: string) =>
    (await mine.ask("BatchGetYikeAssetMediaInfos", { MediaIds })) as unknown as {
      MediaInfos: AssetRecord[];
      IgnoredList: string[];
    };

  test("in the order of the request, each once; what this account has not got is in IgnoredList", async () => {
    const [a, b, theirs] = [await makeAsset(), await makeAsset(), await makeAsset(other)];
    const { MediaInfos, IgnoredList } = await batch(` ${b} ,${unknown},,${a},${b},${theirs}, ${unknown}`);
    expect(MediaInfos.map(({ MediaId }) => MediaId)).toEqual([b, a]);
    expect(IgnoredList).toEqual([unknown, theirs]);
  });

  test("without streams and times of the file, else as alone", async () => {
    const mediaId = await mine.register({
      InputURL: oss(await mine.put("films/brief.mp4", video)),
      MediaType: "video",
    });
    const { FileInfoList, ...catalogue } = await mine.prepared(mediaId);
    const [brief] = (await batch(mediaId)).MediaInfos;
    expect(brief).toMatchObject(catalogue);
    const { CreateTime, ModifiedTime, FileUrl, ...file } = FileInfoList[0]?.FileBasicInfo ?? {};
    expect([CreateTime, ModifiedTime]).toEqual([expect.stringMatching(time), expect.stringMatching(time)]);
    expect(brief?.FileInfoList).toEqual([
      { FileBasicInfo: { ...file, FileUrl: expect.stringContaining("Signature=") } },
    ]);
  });

  test("in the recycle bin, too", async () => {
    const mediaId = await makeAsset();
    await remove(mediaId);
    expect((await batch(mediaId)).MediaInfos).toMatchObject([{ BizData: { IsLogicalDeleted: "1" } }]);
  });

  test.each(["BatchGetYikeAssetMediaInfos", "DeleteYikeAssetMediaInfos"])(
    "%s takes 20 ids and not 21, and misses them by name",
    async (operation) => {
      const ids = (length: number) => Array.from({ length }, (_, i) => String(i).padStart(32, "0")).join(",");
      expect((await mine.ask(operation, { MediaIds: ids(20) })).IgnoredList).toHaveLength(20);
      expect((await mine.ask(operation, { MediaIds: `${ids(20)},${ids(20)}` })).IgnoredList).toHaveLength(20);
      for (const MediaIds of [ids(21), ",", " , ", "a\u0000b"])
        await expect(mine.ask(operation, { MediaIds })).rejects.toMatchObject(refusal("InvalidParameter", "MediaIds"));
      for (const parameters of [{}, { MediaIds: "" }] as Record<string, string>[])
        await expect(mine.ask(operation, parameters)).rejects.toMatchObject(refusal("MissingParameter", "MediaIds"));
    },
  );
});

describe("deleting", () => {
  test("goes to the recycle bin unless told otherwise: the asset and its file are still read", async () => {
    const mediaId = await makeAsset();
    expect(await remove(mediaId)).toEqual([]);
    const record = await mine.read(mediaId);
    expect(record.BizData.IsLogicalDeleted).toBe("1");
    expect(record.MediaBasicInfo).toMatchObject({ Status: "Normal", DeletedTime: expect.stringMatching(time) });
    expect(await statusOf(fileUrlOf(record))).toBe(200);
    expect(await remove(mediaId)).toEqual([mediaId]);
    expect((await mine.read(mediaId)).MediaBasicInfo.DeletedTime).toBe(record.MediaBasicInfo.DeletedTime);
  });

  test.each(["false", "FALSE", "False"])(
    "with LogicDelete %s it is for ever, and the file goes with it",
    async (LogicDelete) => {
      const mediaId = await makeAsset();
      const url = fileUrlOf(await mine.read(mediaId));
      expect(await remove(mediaId, LogicDelete)).toEqual([]);
      await expect(mine.read(mediaId)).rejects.toMatchObject({ code: "ResourceNotFound" });
      expect(await statusOf(url)).toBe(404);
      expect(await remove(mediaId, LogicDelete)).toEqual([mediaId]);
    },
  );

  test("what lies in the recycle bin is deleted for ever, too", async () => {
    const mediaId = await makeAsset();
    await remove(mediaId, "TRUE");
    expect(await remove(mediaId, "false")).toEqual([]);
    await expect(mine.read(mediaId)).rejects.toMatchObject({ code: "ResourceNotFound" });
  });

  test("a file stays as long as any asset refers to it, be it in the recycle bin", async () => {
    const key = `shared/${count++}.srt`;
    const first = await makeAsset(mine, key);
    const { ProductionId } = await mine.ask("CreateYikeProduction", { Title: "shares" });
    const second = await mine.register({ InputURL: oss(key), MediaType: "text", ProductionId: String(ProductionId) });
    const url = fileUrlOf(await mine.read(first));
    await remove(second);
    await remove(first, "false");
    expect(await statusOf(url)).toBe(200);
    await expect(mine.put(key)).rejects.toMatchObject({ code: "FileAlreadyExists" });
    await remove(second, "false");
    expect(await statusOf(url)).toBe(404);
  });

  test("unknown ids and other accounts' come back in IgnoredList, and theirs stay", async () => {
    const [a, theirs] = [await makeAsset(), await makeAsset(other)];
    expect(await remove(`${theirs},${a},${unknown}`)).toEqual([theirs, unknown]);
    expect(await remove(`${theirs},${a},${unknown}`, "false")).toEqual([theirs, unknown]);
    expect((await other.read(theirs)).BizData.IsLogicalDeleted).toBe("0");
  });

  test.each(["yes", "1", "0", "no"])(
    "LogicDelete %j is refused by name, and nothing is deleted",
    async (LogicDelete) => {
      const mediaId = await makeAsset();
      await expect(remove(mediaId, LogicDelete)).rejects.toMatchObject(refusal("InvalidParameter", "LogicDelete"));
      expect((await mine.read(mediaId)).BizData.IsLogicalDeleted).toBe("0");
    },
  );

  test("an asset that is deleted for ever while it is being prepared is gone for good", async () => {
    const key = await mine.put(`early/${count++}.srt`);
    const mediaId = await mine.register({ InputURL: oss(key), MediaType: "text" });
    expect(await remove(mediaId, "false")).toEqual([]);
    await makeAsset();
    await expect(mine.read(mediaId)).rejects.toMatchObject({ code: "ResourceNotFound" });
  });

  test("a parameter that the operation does not know changes nothing", async () => {
    const mediaId = await makeAsset();
    await mine.ask("DeleteYikeAssetMediaInfos", { MediaIds: mediaId, DeletePhysicalFiles: "true", LogicDeleted: "x" });
    expect((await mine.read(mediaId)).BizData.IsLogicalDeleted).toBe("1");
  });
});
