/** What GetSecurityPreference answers of what counts on this server. */
export interface SecurityPreference {
  readonly LoginProfilePreference: {
    readonly AllowUserToChangePassword: boolean;
    /** CIDR blocks separated by semicolons; empty: everywhere. */
    readonly LoginNetworkMasks: string;
    /** In hours. */
    readonly LoginSessionDuration: number;
  };
  readonly AccessKeyPreference: { readonly AllowUserToManageAccessKeys: boolean };
}
