/** A user as GetUser answers it. */
export interface User {
  readonly UserName: string;
  readonly UserId: string;
  readonly DisplayName: string;
  readonly Comments: string;
  readonly Email: string;
  readonly MobilePhone: string;
  readonly CreateDate: string;
  readonly UpdateDate: string;
  /** Absent when the user never signed in. */
  readonly LastLoginDate?: string;
}

/** An AccessKey as it is listed. */
export interface AccessKey {
  readonly AccessKeyId: string;
  readonly Status: "Active" | "Inactive";
  readonly CreateDate: string;
}

export interface AccessKeys {
  readonly AccessKeys: { readonly AccessKey: readonly AccessKey[] };
}

/** The groups of a user. */
export interface UserGroups {
  readonly Groups: {
    readonly Group: readonly { readonly GroupName: string; readonly Comments: string; readonly JoinDate: string }[];
  };
}
