import type OSS from "ali-oss";

/** What CreateYikeAssetUpload answers. */
export interface UploadPlace {
  readonly FileURL: string;
  readonly UploadAddress: string;
  readonly UploadAuth: string;
}

const decode = (text: string): Record<string, string> => JSON.parse(atob(text)) as Record<string, string>;

export interface Uploading {
  /** Ends with `paused` once the requests on their way have ended. What has arrived is not sent again by the next `go`. */
  readonly go: (onProgress: (part: number) => void) => Promise<"done" | "paused">;
  readonly pause: () => void;
  /** Goes on with the credential that RefreshAssetUpload answers. */
  readonly renew: (uploadAuth: string) => void;
  /** Ends the upload for good: what has arrived is thrown away. */
  readonly discard: () => Promise<void>;
}

/** Some fifty parts, so that progress is seen, not too small for the server, and not so large that the page stands still while one is handed over. */
const partSizeOf = ({ size }: File): number => Math.min(2 ** 20, Math.max(2 ** 17, Math.ceil(size / 50)));

/** Uploads with the vendor's own client for browsers, which is loaded when it is first needed. */
export async function openUpload(place: UploadPlace, file: File): Promise<Uploading> {
  const { default: Client } = await import("ali-oss/dist/aliyun-oss-sdk.min.js");
  const { Endpoint = "", Bucket = "", FileName = "" } = decode(place.UploadAddress);
  const connect = (uploadAuth: string): OSS => {
    const { AccessKeyId = "", AccessKeySecret = "", SecurityToken = "", Region } = decode(uploadAuth);
    const made = new Client({
      endpoint: Endpoint,
      bucket: Bucket,
      region: `oss-${Region}`,
      accessKeyId: AccessKeyId,
      accessKeySecret: AccessKeySecret,
      stsToken: SecurityToken,
    });
    return askInLanguage(made as OSS & ClientInside);
  };
  let client = connect(place.UploadAuth);
  let checkpoint: OSS.Checkpoint | undefined;
  // The client takes this argument for optional, its types do not.
  const pause = () => client.cancel(undefined);
  return {
    async go(onProgress) {
      try {
        await client.multipartUpload(FileName, file, {
          partSize: partSizeOf(file),
          ...(checkpoint && { checkpoint }),
          progress: (part: number, reached: OSS.Checkpoint) => {
            checkpoint = reached ?? checkpoint;
            onProgress(part);
          },
        });
        return "done";
      } catch (error) {
        if (isCancel(error)) return "paused";
        throw error;
      }
    },
    pause,
    renew(uploadAuth) {
      client = connect(uploadAuth);
    },
    async discard() {
      pause();
      if (checkpoint) await client.abortMultipartUpload(FileName, checkpoint.uploadId);
    },
  };
}

/** Why the object address refused a request. */
export interface ObjectRefusal {
  readonly code: string;
  /** The vendor's, in English. */
  readonly message: string;
  /** In the page's language. */
  readonly diagnosis: string;
}

/** What the client is made of: its types leave it out. */
interface ClientInside {
  readonly urllib: Transport;
  readonly requestError: (answer: { readonly data?: unknown }) => Promise<Error & { readonly code?: string }>;
}

interface Transport {
  readonly request: (url: string, params: { readonly headers: Record<string, string> }) => Promise<unknown>;
}

/**
 * Asks in the page's language once a request is signed: somebody may have chosen another one than the browser's. Errors of the
 * client's have the vendor's message only, so the server's own words are kept beside it.
 */
function askInLanguage(client: OSS & ClientInside): OSS {
  const { urllib, requestError } = client;
  return Object.assign<OSS, ClientInside>(client, {
    urllib: {
      request: (url, { headers, ...params }) =>
        urllib.request(url, { ...params, headers: { ...headers, "Accept-Language": document.documentElement.lang } }),
    },
    async requestError(answer) {
      const error = await requestError.call(client, answer);
      const { code = "", message } = error;
      const told = new DOMParser().parseFromString(String(answer.data ?? ""), "application/xml");
      const diagnosis = told.querySelector("Diagnosis")?.textContent;
      return diagnosis
        ? Object.assign(error, { refusal: { code, message, diagnosis } satisfies ObjectRefusal })
        : error;
    },
  });
}

export const findRefusal = (thrown: unknown): ObjectRefusal | undefined =>
  thrown instanceof Error && "refusal" in thrown ? (thrown.refusal as ObjectRefusal) : undefined;

/** Not an Error: the client throws plain objects for it. */
const isCancel = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "name" in thrown && thrown.name === "cancel";

/** No answer came: the client gives such errors a negative status. */
export const isUnanswered = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "status" in thrown && Number(thrown.status) < 0;

/** The credential has ended, or its session was revoked. */
export const isRefused = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "status" in thrown && thrown.status === 403;
