import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadClient } from "../clients/upload-client.ts";
import { decode, startTestServer, type TestServer } from "../server.ts";
import { createAccount, openAccount, refusal, type TestAccount } from "./library.ts";

let server: TestServer;
let mine: TestAccount;

beforeAll(async () => {
  server = await startTestServer();
  mine = await openAccount(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const createUpload = (FileExt: string, more: Record<string, string> = {}) =>
  mine.ask("CreateYikeAssetUpload", { FileExt, ...more });
const refresh = (FileURL: string, account = mine) => account.ask("RefreshAssetUpload", { FileURL }, "2026-11-01");
const hex = "[0-9a-f]{32}";

describe("a place for an upload", () => {
  test("is an address and a credential in base64 of JSON, with exactly the members that the vendor's uploaders read", async () => {
    const upload = await createUpload("mp4");
    const address = decode(upload.UploadAddress);
    const auth = decode(upload.UploadAuth);
    expect(address).toEqual({
      Endpoint: server.objectUrl,
      Bucket: mine.bucket,
      FileName: expect.stringMatching(new RegExp(`^yike/${server.accountId}/${hex}/${hex}\\.mp4$`)),
    });
    expect(upload.FileURL).toBe(`${address.Endpoint}/${address.Bucket}/${address.FileName}`);
    expect(auth).toEqual({
      AccessKeyId: expect.stringMatching(/^STS\./),
      AccessKeySecret: expect.stringMatching(/^\w{30,}$/),
      SecurityToken: expect.stringMatching(/^CAIS/),
      Region: "cn-shanghai",
      Expiration: "3000",
      ExpireUTCTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    const left = Date.parse(auth.ExpireUTCTime ?? "") - Date.now();
    expect(left).toSatisfy((ms: number) => ms > 2_980_000 && ms <= 3_000_000);
  });

  test("is another one each time", async () => {
    const uploads = await Promise.all([createUpload("mp4"), createUpload("mp4")]);
    expect(new Set(uploads.map(({ FileURL }) => FileURL)).size).toBe(2);
    expect(new Set(uploads.map(({ UploadAuth }) => decode(UploadAuth).AccessKeyId)).size).toBe(2);
  });

  test.each([
    [".mp4", "mp4"],
    ["MP4", "mp4"],
    [".JPEG", "jpeg"],
    ["heic", "heic"],
    ["srt", "srt"],
    ["ttf", "ttf"],
    ["txt", "txt"],
  ])("takes the extension %s as .%s", async (given, extension) => {
    expect(String((await createUpload(given)).FileURL)).toMatch(new RegExp(`\\.${extension}$`));
  });

  test.each(["exe", "html", "svg", ".", "..mp4", "mp4/../x", "mp4\u0000", "片", "a".repeat(17)])(
    "refuses the extension %j by name",
    async (extension) => {
      await expect(createUpload(extension)).rejects.toMatchObject(refusal("InvalidParameter", "FileExt"));
    },
  );

  test("misses an extension by name, and refuses unknown kinds of files by name", async () => {
    await expect(mine.ask("CreateYikeAssetUpload")).rejects.toMatchObject(refusal("MissingParameter", "FileExt"));
    for (const FileType of ["media", "Storyboard", "other"])
      await expect(createUpload("mp4", { FileType })).rejects.toMatchObject(refusal("InvalidParameter", "FileType"));
  });
});

describe("StoryboardInput", () => {
  const storyboard = (extension: string) => createUpload(extension, { FileType: "StoryboardInput" });

  test("is txt or docx", async () => {
    for (const extension of ["txt", "docx", ".TXT"]) expect(await storyboard(extension)).toHaveProperty("FileURL");
    for (const extension of ["mp4", "pdf", "srt"])
      await expect(storyboard(extension)).rejects.toMatchObject(refusal("InvalidParameter", "FileExt"));
  });

  test("has at most 5 MB, also after its credential was renewed", async () => {
    const upload = await storyboard("txt");
    const renewed = { ...upload, ...(await refresh(String(upload.FileURL))) };
    const tooLarge = Buffer.alloc(5 * 1024 * 1024 + 1, "x");
    for (const each of [upload, renewed]) {
      const { client, key } = uploadClient(each);
      await expect(client.put(key, tooLarge)).rejects.toMatchObject({ code: "EntityTooLarge", status: 400 });
      await client.put(key, tooLarge.subarray(1));
    }
    const mediaId = await mine.register({ InputURL: String(upload.FileURL), MediaType: "text" });
    expect((await mine.prepared(mediaId)).MediaBasicInfo.Status).toBe("Normal");
  });
});

describe("renewing a credential", () => {
  test("answers the same place with a new credential; the old one goes on until its end", async () => {
    const upload = await createUpload("srt");
    const renewed = await refresh(String(upload.FileURL));
    expect(renewed.UploadAddress).toBe(upload.UploadAddress);
    expect(decode(renewed.UploadAuth).AccessKeyId).not.toBe(decode(upload.UploadAuth).AccessKeyId);
    for (const each of [upload, { ...upload, ...renewed }]) {
      const { client, key } = uploadClient(each);
      await client.put(key, Buffer.from("text"));
      await expect(client.put(`${key}.srt`, Buffer.from("text"))).rejects.toMatchObject({ code: "AccessDenied" });
    }
  });

  test("takes the address in its other spellings", async () => {
    const { FileURL, UploadAddress } = await createUpload("srt");
    const key = decode(UploadAddress).FileName;
    for (const spelling of [`oss://${mine.bucket}/${key}`, `${FileURL}?x=1`])
      expect((await refresh(spelling)).UploadAddress).toBe(UploadAddress);
  });

  test("is refused once an asset is registered on it", async () => {
    const upload = await createUpload("srt");
    const { client, key } = uploadClient(upload);
    await client.put(key, Buffer.from("text"));
    await refresh(String(upload.FileURL));
    await mine.register({ InputURL: String(upload.FileURL), MediaType: "text" });
    await expect(refresh(String(upload.FileURL))).rejects.toMatchObject(refusal("InvalidParameter", "FileURL"));
  });

  test("is refused for addresses that were not handed out, and forbidden for those of others", async () => {
    const own = await mine.put("by-root.srt");
    for (const FileURL of [
      `oss://${mine.bucket}/${own}`,
      "https://example.com/a.srt",
      "nonsense",
      `oss://${mine.bucket}/yike/${server.accountId}/a.srt`,
    ])
      await expect(refresh(FileURL), FileURL).rejects.toMatchObject(refusal("InvalidParameter", "FileURL"));
    const other = await createAccount(server);
    const { FileURL } = await createUpload("srt");
    await expect(refresh(String(FileURL), other)).rejects.toMatchObject({ statusCode: 403 });
    await expect(refresh("")).rejects.toMatchObject(refusal("MissingParameter", "FileURL"));
  });
});
