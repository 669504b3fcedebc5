import type OSS from "ali-oss";

/** What CreateYikeAssetUpload answers. */
export interface UploadPlace {
  readonly FileURL: string;
  readonly UploadAddress: string;
  readonly UploadAuth: string;
}

const decode = (text: string): Record<string, string> => JSON.parse(atob(text)) as Record<string, string>;

export interface Uploading {
  readonly cancel: () => void;
  /** Ends with what was uploaded, or with `paused`; what is there already is not sent again by `go`. */
  readonly go: (onProgress: (part: number) => void) => Promise<"done" | "paused">;
}

const partSize = 1024 * 1024;

/** Uploads with the vendor's own client for browsers, which is loaded when it is first needed. */
export async function openUpload(place: UploadPlace, file: File): Promise<Uploading> {
  const { default: Client } = await import("ali-oss/dist/aliyun-oss-sdk.min.js");
  const { Endpoint = "", Bucket = "", FileName = "" } = decode(place.UploadAddress);
  const { AccessKeyId = "", AccessKeySecret = "", SecurityToken = "", Region } = decode(place.UploadAuth);
  const client = new Client({
    endpoint: Endpoint,
    bucket: Bucket,
    region: `oss-${Region}`,
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    stsToken: SecurityToken,
  });
  let checkpoint: OSS.Checkpoint | undefined;
  return {
    cancel: () => client.cancel(undefined),
    async go(onProgress) {
      try {
        await client.multipartUpload(FileName, file, {
          partSize,
          ...(checkpoint && { checkpoint }),
          progress: (part: number, reached: OSS.Checkpoint) => {
            checkpoint = reached ?? checkpoint;
            onProgress(part);
          },
        });
        return "done";
      } catch (error) {
        if (error instanceof Error && error.name === "cancel") return "paused";
        throw error;
      }
    },
  };
}
