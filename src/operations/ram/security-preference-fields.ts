import { z } from "zod";
import type { SecurityPreference } from "../../identity/account-settings.ts";

export const securityPreferenceOutput = {
  LoginProfilePreference: z.object({
    AllowUserToChangePassword: z.boolean().meta({ description: "Whether users may change their passwords." }),
    EnableSaveMFATicket: z.boolean().meta({ description: "Whether a second factor is remembered for seven days." }),
    LoginNetworkMasks: z.string().meta({ description: "From where users may log in; empty: from anywhere." }),
    LoginSessionDuration: z.int().meta({ description: "Hours that a login lasts." }),
  }),
  AccessKeyPreference: z.object({
    AllowUserToManageAccessKeys: z.boolean().meta({ description: "Whether users may manage their own AccessKeys." }),
  }),
  MFAPreference: z.object({
    AllowUserToManageMFADevices: z.boolean().meta({ description: "Whether users may manage their second factor." }),
  }),
  PublicKeyPreference: z.object({
    AllowUserToManagePublicKeys: z.boolean().meta({ description: "Whether users may manage their public keys." }),
  }),
};

export const toSecurityPreferenceOutput = (preference: SecurityPreference) => ({
  LoginProfilePreference: {
    AllowUserToChangePassword: preference.mayChangePassword,
    EnableSaveMFATicket: preference.remembersMfa,
    LoginNetworkMasks: preference.loginNetworks,
    LoginSessionDuration: preference.loginSessionHours,
  },
  AccessKeyPreference: { AllowUserToManageAccessKeys: preference.mayManageAccessKeys },
  MFAPreference: { AllowUserToManageMFADevices: preference.mayManageMfaDevices },
  PublicKeyPreference: { AllowUserToManagePublicKeys: preference.mayManagePublicKeys },
});
