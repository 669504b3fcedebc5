import { DatabaseFullError } from "../database/errors.ts";
import { WritesRefusedError } from "../database/write-fence.ts";
import { StorageError, type StorageErrorCode } from "../storage/errors.ts";

interface OssErrorFacts {
  /** Elements beside the common ones, for instance ServerTime. */
  readonly extras?: Readonly<Record<string, string>>;
  readonly ec?: string;
  /** What to do, in plain words. */
  readonly diagnosis?: string;
}

/** An answer that says no, in OSS's terms. */
export class OssError extends Error {
  readonly status: number;
  readonly code: string;
  readonly ec: string;
  readonly extras: Readonly<Record<string, string>>;
  readonly diagnosis: string;

  constructor(status: number, code: string, message: string, facts: OssErrorFacts = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.ec = facts.ec ?? "0000-00000000";
    this.extras = facts.extras ?? {};
    this.diagnosis = facts.diagnosis ?? message;
  }
}

export const accessDenied = (message: string, facts?: OssErrorFacts): OssError =>
  new OssError(403, "AccessDenied", message, { ec: "0003-00000001", ...facts });

export const invalidArgument = (name: string, value: string, message: string): OssError =>
  new OssError(400, "InvalidArgument", message, {
    ec: "0002-00000902",
    extras: { ArgumentName: name, ArgumentValue: value.slice(0, 200) },
  });

const ofStorage: Readonly<Record<StorageErrorCode, readonly [status: number, code: string]>> = {
  TooLarge: [400, "EntityTooLarge"],
  IncompleteBody: [400, "RequestTimeout"],
  DigestMismatch: [400, "InvalidDigest"],
  DiskFull: [503, "ServiceUnavailable"],
  DiskFault: [503, "ServiceUnavailable"],
  DamagedObject: [500, "InternalError"],
  ObjectReplaced: [503, "ServiceUnavailable"],
  ObjectSealed: [409, "FileAlreadyExists"],
  ObjectExists: [409, "FileAlreadyExists"],
  NoSuchUpload: [404, "NoSuchUpload"],
  InvalidPart: [400, "InvalidPart"],
  InvalidPartOrder: [400, "InvalidPartOrder"],
  PartTooSmall: [400, "EntityTooSmall"],
};

/** What the caller is told of a failure. Only what is our own fault is logged. */
export function toOssError(cause: unknown, log: (details: Record<string, unknown>) => void): OssError {
  if (cause instanceof OssError) return cause;
  if (cause instanceof StorageError) {
    const [status, code] = ofStorage[cause.code];
    if (status >= 500) log({ error: cause.message });
    const extras: Record<string, string> =
      cause.partNumber === undefined ? {} : { PartNumber: String(cause.partNumber) };
    return new OssError(status, code, cause.message, { extras });
  }
  log({ error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  if (cause instanceof WritesRefusedError || cause instanceof DatabaseFullError) {
    return new OssError(503, "ServiceUnavailable", cause.message);
  }
  return new OssError(500, "InternalError", "We encountered an internal error. Please try again.");
}
