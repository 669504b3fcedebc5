/** Who is calling, once the signature held. */
export type Principal = Caller | UploadSession | ObjectUrlHolder | Anonymous;

/** Who may call operations. */
export type Caller = AccountRoot | RamUser | AssumedRole;

interface InAccount {
  /** 16 digits. */
  readonly accountId: string;
  readonly accessKeyId: string;
  /** The account's one bucket. */
  readonly bucket: string;
  readonly defaultWorkspaceId: string;
  readonly defaultProductionId: string;
  /** Only callers of the first account may make accounts. */
  readonly isFirstAccount: boolean;
  /** Of the account, when the key was read: what was kept of an older one about users, groups, roles and policies is stale. */
  readonly identityVersion: number;
}

/** The account itself: its root AccessKey. */
export interface AccountRoot extends InAccount {
  readonly kind: "root";
}

/** A user of the account, by an AccessKey of theirs. */
export interface RamUser extends InAccount {
  readonly kind: "user";
  /** 18 digits. */
  readonly userId: string;
  readonly userName: string;
}

/** Somebody in a role of the account, by the temporary credential of AssumeRole. */
export interface AssumedRole extends InAccount {
  readonly kind: "role";
  /** 18 digits. */
  readonly roleId: string;
  readonly roleName: string;
  readonly sessionName: string;
  /** The document that narrows the role's rights in this session. */
  readonly sessionPolicy: string | undefined;
  /** The long-lived key at the beginning of it: credentials made in this session die with that key, too. */
  readonly creatorAccessKeyId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
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
