/** Who is calling, once the signature held. */
export type Principal = AccountRoot | UploadSession | ObjectUrlHolder | Anonymous;

/** The account itself: its root AccessKey. */
export interface AccountRoot {
  readonly kind: "root";
  /** 16 digits. */
  readonly accountId: string;
  readonly accessKeyId: string;
  /** The account's one bucket. */
  readonly bucket: string;
  readonly defaultWorkspaceId: string;
  readonly defaultProductionId: string;
  /** Only the first account's root may make accounts. */
  readonly isFirstAccount: boolean;
}

/** A credential minted for one upload: one key, object door only. */
export interface UploadSession {
  readonly kind: "upload";
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly bucket: string;
  readonly objectKey: string;
  /** How large the object may become; undefined when only the server's own limits apply. */
  readonly maxBytes: number | undefined;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The holder of a signed object URL: may read the object whose path the URL's signature covers. */
export interface ObjectUrlHolder {
  readonly kind: "object-url";
  readonly accountId: string;
  readonly accessKeyId: string;
}

/** Nobody: an unsigned request. */
export interface Anonymous {
  readonly kind: "anonymous";
}
