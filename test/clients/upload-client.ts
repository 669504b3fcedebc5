import type { Agent } from "node:https";
import OSS from "ali-oss";
import { decode } from "../server.ts";

export type ClientOptions = Partial<OSS.Options> & {
  readonly authorizationV4?: boolean;
  readonly sldEnable?: boolean;
  readonly httpsAgent?: Agent;
};

/** What the vendor's object client needs of an answer of CreateYikeAssetUpload. */
export function uploadClient(upload: Record<string, unknown>, more: ClientOptions = {}) {
  const { Endpoint = "", Bucket = "", FileName: key = "" } = decode(upload.UploadAddress);
  const { AccessKeyId = "", AccessKeySecret = "", SecurityToken = "", Region } = decode(upload.UploadAuth);
  const credential = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, stsToken: SecurityToken };
  const client = new OSS({
    ...credential,
    endpoint: Endpoint,
    bucket: Bucket,
    region: `oss-${Region}`,
    refreshSTSToken: async () => credential,
    ...more,
  });
  return { client, key, bucket: Bucket, fileUrl: String(upload.FileURL) };
}
