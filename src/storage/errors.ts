/** Why storage refuses or fails, for the doors to translate. */
export type StorageErrorCode =
  /** More bytes than allowed. */
  | "TooLarge"
  /** The body ended early, was cut off, or is not as long as announced. */
  | "IncompleteBody"
  /** The bytes are not those whose MD5 or CRC64 the sender gave. */
  | "DigestMismatch"
  /** No room on the disk, or a quota is used up. */
  | "DiskFull"
  /** The disk failed a call. */
  | "DiskFault"
  /** A data file of this object is missing or is not what was stored. */
  | "DamagedObject"
  /** The object was replaced or deleted after its row was read. */
  | "ObjectReplaced"
  /** An asset was registered on the object: nobody replaces it. */
  | "ObjectSealed"
  /** The object exists, and the caller asked not to replace one. */
  | "ObjectExists"
  /** The upload is unknown, of another key, finished or aborted. */
  | "NoSuchUpload"
  /** As many uploads of the key are open as the caller may have. */
  | "TooManyUploads"
  /** A named part does not exist or has another ETag. */
  | "InvalidPart"
  /** Part numbers do not ascend. */
  | "InvalidPartOrder"
  /** A part other than the last is smaller than 102,400 bytes. */
  | "PartTooSmall";

interface StorageErrorFacts {
  /** The part that the error is about. */
  readonly partNumber?: number | undefined;
  readonly cause?: unknown;
}

export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly partNumber: number | undefined;

  constructor(code: StorageErrorCode, message: string, facts: StorageErrorFacts = {}) {
    super(message, { cause: facts.cause });
    this.name = "StorageError";
    this.code = code;
    this.partNumber = facts.partNumber;
  }
}

/** The system's code of a failed call, such as ENOSPC. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

export const isNoRoom = (error: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(systemCode(error) ?? "");

export function diskFailure(error: unknown, doing: string): StorageError {
  return isNoRoom(error)
    ? new StorageError("DiskFull", `The disk is full: ${doing} failed.`, { cause: error })
    : new StorageError("DiskFault", `The disk failed: ${doing} (${systemCode(error) ?? "unknown error"}).`, {
        cause: error,
      });
}
