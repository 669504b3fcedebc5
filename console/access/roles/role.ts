/** A role as it is listed. */
export interface ListedRole {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly Description: string;
  readonly MaxSessionDuration: number;
  readonly CreateDate: string;
}

/** A role as GetRole answers it. */
export interface Role extends ListedRole {
  readonly AssumeRolePolicyDocument: string;
  readonly UpdateDate: string;
}
