import OSS from "ali-oss";
import { expect } from "vitest";
import type { RunningServer } from "../../src/server.ts";
import { call, decode, rootKey } from "../server.ts";

export interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export const yike = "2026-03-19";

/** An account of a running server, as its root sees it. */
export interface TestAccount {
  readonly key: Key;
  readonly bucket: string;
  readonly objectUrl: string;
  readonly productionId: string;
  readonly folderId: string;
  ask(action: string, parameters?: Record<string, string>, version?: string): Promise<Record<string, unknown>>;
  /** Puts an object with the root's AccessKey, and answers its key. */
  put(key: string, bytes?: Buffer | string): Promise<string>;
  register(parameters: Record<string, string>): Promise<string>;
  read(mediaId: string): Promise<AssetRecord>;
  /** Reads the asset as soon as it is no longer being prepared. */
  prepared(mediaId: string): Promise<AssetRecord>;
}

export interface AssetRecord {
  readonly MediaId: string;
  readonly MediaBasicInfo: Readonly<Record<string, string>>;
  readonly BizData: Readonly<Record<string, string>>;
  readonly FileInfoList: readonly {
    readonly FileBasicInfo: Readonly<Record<string, string>>;
    readonly VideoStreamInfoList?: readonly Readonly<Record<string, string>>[];
  }[];
}

export async function openAccount(server: RunningServer, key: Key = rootKey): Promise<TestAccount> {
  const ask: TestAccount["ask"] = (action, parameters = {}, version = "2020-11-09") =>
    call(server, action, parameters, { key, version });
  const upload = await ask("CreateYikeAssetUpload", { FileExt: "mp4" });
  const { Endpoint: endpoint = "", Bucket: bucket = "" } = decode(upload.UploadAddress);
  const { FolderList } = (await ask("ListYikeAssetFolders")) as { FolderList: Record<string, string>[] };
  const client = new OSS({ ...key, endpoint, bucket });
  const read: TestAccount["read"] = async (MediaId) =>
    (await ask("GetYikeAssetMediaInfo", { MediaId })).MediaInfo as AssetRecord;
  return {
    key,
    bucket,
    objectUrl: endpoint,
    productionId: FolderList[0]?.ProductionId ?? "",
    folderId: FolderList[0]?.FolderId ?? "",
    ask,
    async put(objectKey, bytes = "1\n00:00:01,000 --> 00:00:02,000\nHello\n") {
      await client.put(objectKey, Buffer.from(bytes));
      return objectKey;
    },
    register: async (parameters) => String((await ask("RegisterYikeAssetMediaInfo", parameters)).MediaId),
    read,
    async prepared(mediaId) {
      for (let tries = 0; tries < 3000; tries++) {
        const record = await read(mediaId);
        if (record.MediaBasicInfo.Status !== "Preparing") return record;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error("The asset is still being prepared.");
    },
  };
}

export async function createAccount(server: RunningServer): Promise<TestAccount> {
  const made = await call(server, "CreateAccount", { Title: "other" }, { version: "2026-11-01" });
  return openAccount(server, {
    accessKeyId: String(made.AccessKeyId),
    accessKeySecret: String(made.AccessKeySecret),
  });
}

/** An error as the vendor's clients throw it: the code, and the parameter that it names. */
export const refusal = (code: string, name?: string) => ({
  code,
  message: expect.stringContaining(name === undefined ? "" : `"${name}"`) as string,
});
