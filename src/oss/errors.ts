import type { Telling } from "../contract/errors.ts";
import { describeFault, isPassing } from "../database/errors.ts";
import { tellSentences } from "../reference/chinese/tell-error.ts";
import { StorageError, type StorageErrorCode } from "../storage/errors.ts";

interface OssErrorFacts {
  /** Elements beside the common ones, for instance ServerTime. */
  readonly extras?: Readonly<Record<string, string>>;
  /** The cause in the vendor's own numbering, where its documentation has one. */
  readonly ec?: string;
  /** What to do, in plain words: in English if it is a text; the message when absent. */
  readonly diagnosis?: string | Telling;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that says no, in OSS's terms. */
export class OssError extends Error {
  readonly status: number;
  readonly code: string;
  readonly ec: string;
  readonly extras: Readonly<Record<string, string>>;
  readonly tell: Telling;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, facts: OssErrorFacts = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.ec = facts.ec ?? "0000-00000000";
    this.extras = facts.extras ?? {};
    const { diagnosis = message } = facts;
    this.tell = typeof diagnosis === "function" ? diagnosis : tellSentences(diagnosis);
    this.headers = facts.headers ?? {};
  }
}

export const accessDenied = (message: string, facts?: OssErrorFacts): OssError =>
  new OssError(403, "AccessDenied", message, { ec: "0003-00000001", ...facts });

export const invalidArgument = (name: string, value: string, message: string, facts?: OssErrorFacts): OssError =>
  new OssError(400, "InvalidArgument", message, {
    extras: { ArgumentName: name, ArgumentValue: value.slice(0, 200) },
    ...facts,
  });

export const notImplemented = (verb: string): OssError =>
  new OssError(501, "NotImplemented", `The operation ${verb} is not implemented.`, {
    extras: { Operation: verb },
    diagnosis: `${verb} is an operation of OSS that this server does not serve.`,
  });

export const methodNotAllowed = (method: string): OssError =>
  new OssError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", {
    extras: { Method: method, ResourceType: "Object" },
    headers: { Allow: "GET, HEAD, PUT, POST, DELETE, OPTIONS" },
  });

export const noSuchBucket = (bucket: string): OssError =>
  new OssError(404, "NoSuchBucket", "The specified bucket does not exist.", {
    ec: "0015-00000101",
    extras: { BucketName: bucket },
    diagnosis: `There is no bucket "${bucket}" here. If that is the beginning of a key, give the client the bucket's name.`,
  });

export const entityTooLarge = (maxBytes: number): OssError =>
  new OssError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.", {
    extras: { MaxSizeAllowed: String(maxBytes) },
    diagnosis: `At most ${maxBytes} bytes are taken here.`,
  });

const ofStorage: Readonly<Record<StorageErrorCode, readonly [status: number, code: string, ec?: string]>> = {
  TooLarge: [400, "EntityTooLarge"],
  IncompleteBody: [400, "RequestTimeout"],
  DigestMismatch: [400, "InvalidDigest"],
  DiskFull: [503, "ServiceUnavailable"],
  DiskFault: [503, "ServiceUnavailable"],
  DamagedObject: [500, "InternalError"],
  ObjectReplaced: [503, "ServiceUnavailable"],
  ObjectSealed: [409, "FileAlreadyExists", "0026-00000002"],
  ObjectExists: [409, "FileAlreadyExists", "0026-00000002"],
  NoSuchUpload: [404, "NoSuchUpload", "0017-00000244"],
  // Of the vendor's own making there is none. Clients take a 403 for a credential that has ended, and try for ever.
  TooManyUploads: [400, "TooManyUploads"],
  InvalidPart: [400, "InvalidPart"],
  InvalidPartOrder: [400, "InvalidPartOrder", "0042-00000209"],
  PartTooSmall: [400, "EntityTooSmall", "0042-00000213"],
};

type Report = (details: Record<string, unknown>) => void;

/** What the caller is told of a failure. Only what is our own fault is reported. */
export function toOssError(cause: unknown, report: Report): OssError {
  if (cause instanceof OssError) return cause;
  if (cause instanceof StorageError) return ofStorageError(cause, report);
  report({ error: describeFault(cause) });
  if (isPassing(cause)) {
    return new OssError(503, "ServiceUnavailable", cause.message);
  }
  return new OssError(500, "InternalError", "We encountered an internal error. Please try again.");
}

function ofStorageError(cause: StorageError, report: Report): OssError {
  const [status, code, ec] = ofStorage[cause.code];
  if (status >= 500) report({ error: cause.message });
  const extras: Record<string, string> = cause.partNumber === undefined ? {} : { PartNumber: String(cause.partNumber) };
  return new OssError(status, code, cause.message, { extras, ...(ec === undefined ? {} : { ec }) });
}
