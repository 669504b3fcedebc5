import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSample, startTestServer, type TestServer } from "../server.ts";
import { createAccount, openAccount, refusal, type TestAccount, yike } from "./library.ts";

let server: TestServer;
let mine: TestAccount;
let other: TestAccount;
let picture: Buffer;
/** A second production of mine, with its folder. */
let second: { productionId: string; folderId: string };

beforeAll(async () => {
  server = await startTestServer({ objectHosts: "objects.studio.example,media.example:8443" });
  mine = await openAccount(server);
  other = await createAccount(server);
  picture = await readSample("test/samples/picture.png");
  const productionId = String((await mine.ask("CreateYikeProduction", { Title: "second" })).ProductionId);
  const { FolderList } = await mine.ask("ListYikeAssetFolders", { ProductionId: productionId });
  second = { productionId, folderId: (FolderList as { FolderId: string }[])[0]?.FolderId ?? "" };
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
/** Puts subtitles under a new key: nothing has to look into them. */
const putSubtitles = () => mine.put(`captions/${count++}.srt`);
const oss = (key: string) => `oss://${mine.bucket}/${key}`;
const registerText = async (parameters: Record<string, string> = {}, key?: string) =>
  mine.register({ InputURL: oss(key ?? (await putSubtitles())), MediaType: "text", ...parameters });
const placeOf = async (mediaId: string) => {
  const { BizData } = await mine.read(mediaId);
  return { ProductionId: BizData.ProductionId, FolderId: BizData.FolderId };
};

describe("where an asset goes", () => {
  test("with neither production nor folder: the default folder of the default production", async () => {
    const place = await placeOf(await registerText());
    expect(place).toEqual({ ProductionId: mine.productionId, FolderId: mine.folderId });
    expect(mine.productionId).toBe(`pd_${server.accountId}`);
  });

  test("empty parameters are absent ones", async () => {
    const place = await placeOf(await registerText({ ProductionId: "", FolderId: "" }));
    expect(place).toEqual({ ProductionId: mine.productionId, FolderId: mine.folderId });
  });

  test("with a production alone: its default folder", async () => {
    const place = await placeOf(await registerText({ ProductionId: second.productionId }));
    expect(place).toEqual({ ProductionId: second.productionId, FolderId: second.folderId });
  });

  test("with a folder alone: the production that it is in", async () => {
    const place = await placeOf(await registerText({ FolderId: second.folderId }));
    expect(place).toEqual({ ProductionId: second.productionId, FolderId: second.folderId });
  });

  test("with both: there", async () => {
    const place = await placeOf(await registerText({ ProductionId: second.productionId, FolderId: second.folderId }));
    expect(place).toEqual({ ProductionId: second.productionId, FolderId: second.folderId });
  });

  test("with a production's id as the folder: that production's root", async () => {
    const { productionId } = second;
    const root = { ProductionId: productionId, FolderId: productionId };
    expect(await placeOf(await registerText({ FolderId: productionId }))).toEqual(root);
    expect(await placeOf(await registerText({ FolderId: productionId, ProductionId: productionId }))).toEqual(root);
  });

  test("a folder, or a root, of another production than the one named is refused, naming FolderId", async () => {
    const ProductionId = mine.productionId;
    for (const FolderId of [second.folderId, second.productionId])
      await expect(registerText({ ProductionId, FolderId })).rejects.toMatchObject(
        refusal("InvalidParameter", "FolderId"),
      );
  });

  test("unknown ones and other accounts' are answered alike, and nothing is registered", async () => {
    const key = await putSubtitles();
    const strange: Record<string, string>[] = [
      { ProductionId: "pd_0000000000" },
      { ProductionId: other.productionId },
      { FolderId: "fd-nowhere000" },
      { FolderId: other.folderId },
      { FolderId: "pd_0000000000" },
      { FolderId: other.productionId },
      { ProductionId: mine.productionId, FolderId: other.folderId },
      { ProductionId: "pd_0000000000", FolderId: mine.folderId },
      { ProductionId: other.productionId, FolderId: other.folderId },
    ];
    const answers = await Promise.all(
      strange.map((place) =>
        registerText(place, key).then(String, ({ code, statusCode, message }) => ({
          code,
          statusCode,
          message: String(message).replace(/request id.*/, ""),
        })),
      ),
    );
    const notFound = {
      code: "ResourceNotFound",
      statusCode: 404,
      message: expect.stringContaining("Resource not found"),
    };
    expect(answers).toEqual(strange.map(() => notFound));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await mine.put(key, "not sealed by a refused call");
  });
});

describe("what an InputURL names", () => {
  test("an object of the own bucket, in every spelling of its address", async () => {
    const key = await mine.put("spelled/a b+c%20片.srt");
    const path = "spelled/a%20b%2Bc%2520%E7%89%87.srt";
    const { host } = new URL(server.objectUrl);
    const { port } = new URL(server.objectUrl);
    const urls = [
      `oss://${mine.bucket}/${path}`,
      `${server.objectUrl}/${mine.bucket}/${path}`,
      `${server.objectUrl}/${mine.bucket}/${path}?Expires=1&Signature=x#part`,
      `http://localhost:${port}/${mine.bucket}/${path}`,
      `http://[::1]:${port}/${mine.bucket}/${path}`,
      `http://${mine.bucket}.${host}/${path}`,
      `https://objects.studio.example/${mine.bucket}/${path}`,
      `https://${mine.bucket}.objects.studio.example/${path}`,
      `https://media.example:8443/${mine.bucket}/${path}`,
      `https://${mine.bucket}.oss-cn-shanghai.aliyuncs.com/${path}`,
    ];
    const ids = await Promise.all(urls.map((InputURL) => mine.register({ InputURL, MediaType: "text" })));
    expect(new Set(ids).size).toBe(1);
    const { MediaBasicInfo } = await mine.prepared(ids[0] ?? "");
    expect(MediaBasicInfo).toMatchObject({
      Status: "Normal",
      Title: "a b+c%20片.srt",
      InputURL: `${server.objectUrl}/${mine.bucket}/${path}`,
    });
    await expect(mine.put(key)).rejects.toMatchObject({ code: "FileAlreadyExists" });
  });

  test("somebody else's bucket is forbidden, whether bucket and object exist or not", async () => {
    const theirs = await other.put("theirs.srt");
    const { host } = new URL(server.objectUrl);
    const urls = [
      `oss://${other.bucket}/${theirs}`,
      `oss://${other.bucket}/nothing.srt`,
      "oss://no-such-bucket/x.srt",
      `${server.objectUrl}/${other.bucket}/${theirs}`,
      `${server.objectUrl}/no-such-bucket/x.srt`,
      `http://${other.bucket}.${host}/${theirs}`,
      `https://no-such-bucket.objects.studio.example/x.srt`,
    ];
    for (const InputURL of urls)
      await expect(mine.register({ InputURL, MediaType: "text" }), InputURL).rejects.toMatchObject({
        code: "Forbidden",
        statusCode: 403,
        message: expect.stringContaining("User not authorized to operate on the specified resource."),
      });
    await other.put(theirs, "still theirs to write");
  });

  test.each(["/", "/bucket-alone", "", "?x=/b/k"])(
    "our own address with nothing but %j behind it is refused, naming InputURL",
    async (rest) => {
      const InputURL = `${server.objectUrl}${rest}`;
      await expect(mine.register({ InputURL, MediaType: "text" })).rejects.toMatchObject({
        ...refusal("InvalidParameter", "InputURL"),
        statusCode: 400,
      });
    },
  );

  test.each([
    "vod://0123456789abcdef0123456789abcdef",
    "ftp://example.com/a.mp4",
    "a.mp4",
    "http://",
    "https://user:secret@example.com/a.mp4",
    "http://127.0.0.1/a.mp4",
    "http://10.1.2.3/a.mp4",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/a.mp4",
    "http://[::ffff:127.0.0.1]/a.mp4",
    "http://2130706433/a.mp4",
    "http://localhost/a.mp4",
    "oss:///a.mp4",
    `https://example.com/${"a".repeat(2048)}`,
  ])("%s is refused, naming InputURL", async (InputURL) => {
    await expect(mine.register({ InputURL, MediaType: "video" })).rejects.toMatchObject(
      refusal("InvalidParameter", "InputURL"),
    );
  });
});

describe("MediaType", () => {
  test.each(["Video", "VIDEO", "other", "application"])("%s is refused, naming MediaType", async (MediaType) => {
    await expect(registerText({ MediaType })).rejects.toMatchObject(refusal("InvalidParameter", "MediaType"));
  });

  test("absent or empty, it is missed by name; so is InputURL", async () => {
    const missing = { code: "MissingParameter", statusCode: 400 };
    const InputURL = oss("x.srt");
    await expect(mine.ask("RegisterYikeAssetMediaInfo", { InputURL })).rejects.toMatchObject({
      ...missing,
      message: expect.stringContaining(
        'The input parameter "MediaType" that is mandatory for processing this request is not supplied.',
      ),
    });
    await expect(registerText({ MediaType: "" })).rejects.toMatchObject(refusal("MissingParameter", "MediaType"));
    await expect(mine.register({ MediaType: "text" })).rejects.toMatchObject(refusal("MissingParameter", "InputURL"));
  });

  test.each([
    ["txt", "general"],
    ["docx", "general"],
    ["srt", "subtitles"],
    ["vtt", "subtitles"],
    ["ass", "subtitles"],
    ["ttf", "font"],
    ["ttc", "font"],
    ["fon", "font"],
    ["SRT", "subtitles"],
  ])("text: a .%s is Normal as it is, with BusinessType %s", async (extension, BusinessType) => {
    const key = await mine.put(`texts/any bytes at all.${extension}`, "\0\u0001 no such format");
    const { MediaBasicInfo, BizData, FileInfoList } = await mine.prepared(await registerText({}, key));
    expect(MediaBasicInfo).toMatchObject({ MediaType: "text", BusinessType, Status: "Normal" });
    expect(BizData.MediaAssetSubType).toBe("Text");
    expect(FileInfoList[0]?.FileBasicInfo.FileSize).toBe("17");
  });

  test("text: what is no text by its name fails with the reason", async () => {
    const key = await mine.put("texts/video.mp4");
    const { MediaBasicInfo } = await mine.prepared(await registerText({}, key));
    expect(MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: expect.stringContaining("by its name"),
    });
  });
});

describe("the same source again", () => {
  test("answers the live asset's id, which keeps its folder and type; other parameters are still checked", async () => {
    const key = await putSubtitles();
    const mediaId = await registerText({}, key);
    await mine.prepared(mediaId);
    expect(await registerText({ FolderId: mine.productionId, MediaType: "video" }, key)).toBe(mediaId);
    const { MediaBasicInfo, BizData } = await mine.read(mediaId);
    expect({ ...MediaBasicInfo, ...BizData }).toMatchObject({
      MediaType: "text",
      FolderId: mine.folderId,
      Status: "Normal",
    });
    await expect(registerText({ FolderId: "fd-nowhere000" }, key)).rejects.toMatchObject({ code: "ResourceNotFound" });
  });

  test("under the other version it is the same, too", async () => {
    const parameters = { InputURL: oss(await putSubtitles()), MediaType: "text" };
    const { MediaId } = await mine.ask("RegisterYikeAssetMediaInfo", parameters, yike);
    expect(await mine.register(parameters)).toBe(MediaId);
  });

  test("in another production it is another asset", async () => {
    const key = await putSubtitles();
    const ids = await Promise.all([registerText({}, key), registerText({ ProductionId: second.productionId }, key)]);
    expect(new Set(ids).size).toBe(2);
  });

  test("twenty at once make one asset", async () => {
    const key = await putSubtitles();
    const ids = await Promise.all(Array.from({ length: 20 }, () => registerText({}, key)));
    expect(new Set(ids).size).toBe(1);
  });

  test("from the recycle bin, or purged, it is a new asset", async () => {
    const key = await putSubtitles();
    const first = await registerText({}, key);
    await mine.ask("DeleteYikeAssetMediaInfos", { MediaIds: first });
    const afterBin = await registerText({}, key);
    expect(afterBin).not.toBe(first);
    await mine.ask("DeleteYikeAssetMediaInfos", { MediaIds: `${first},${afterBin}`, LogicDelete: "false" });
    await mine.put(key);
    const afterPurge = await registerText({}, key);
    expect([first, afterBin]).not.toContain(afterPurge);
    expect((await mine.prepared(afterPurge)).MediaBasicInfo.Status).toBe("Normal");
  });
});

describe("preparing that failed", () => {
  test("a key without bytes is registered, fails with the reason, and is not sealed", async () => {
    const key = `late/${count++}.srt`;
    const mediaId = await registerText({}, key);
    const failed = await mine.prepared(mediaId);
    expect(failed.MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: expect.stringContaining("Nothing has been uploaded"),
    });
    expect(failed.FileInfoList).toEqual([]);
    await mine.put(key, "first");
    await mine.put(key, "replaced");
    expect(await registerText({}, key)).toBe(mediaId);
    expect((await mine.prepared(mediaId)).MediaBasicInfo.Status).toBe("Normal");
    await expect(mine.put(key, "too late")).rejects.toMatchObject({ code: "FileAlreadyExists" });
  });

  test("a file without a stream of the type fails, and registering it again takes the new type", async () => {
    const InputURL = oss(await mine.put("typed/picture.png", picture));
    const mediaId = await mine.register({ InputURL, MediaType: "audio" });
    const failed = await mine.prepared(mediaId);
    expect(failed.MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: expect.stringMatching(/\w\.$/),
    });
    expect(await mine.register({ InputURL, MediaType: "image" })).toBe(mediaId);
    const { MediaBasicInfo, BizData } = await mine.prepared(mediaId);
    expect(MediaBasicInfo).toMatchObject({ Status: "Normal", MediaType: "image" });
    expect(MediaBasicInfo.StatusReason).toBeUndefined();
    expect(BizData.MediaAssetSubType).toBe("Image");
  });

  test("the kind of text is found anew with the type", async () => {
    const key = await mine.put("typed/captions.srt");
    const mediaId = await registerText({ MediaType: "video" }, key);
    expect((await mine.prepared(mediaId)).MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      BusinessType: "general",
    });
    await registerText({}, key);
    expect((await mine.prepared(mediaId)).MediaBasicInfo).toMatchObject({
      Status: "Normal",
      BusinessType: "subtitles",
    });
  });
});
