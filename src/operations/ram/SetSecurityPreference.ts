import { isIP } from "node:net";
import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { identityFlag, identityInteger, identityText } from "../../contract/identity-fields.ts";
import { allResources } from "../../contract/operation.ts";
import {
  defaultSecurityPreference,
  readSecurityPreference,
  writeSecurityPreference,
} from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";
import { securityPreferenceOutput, toSecurityPreferenceOutput } from "./security-preference-fields.ts";

const maxNetworks = 40;

/** Changes what is sent and leaves the rest. */
export const SetSecurityPreference = defineOperation({
  name: "SetSecurityPreference",
  products: ["RAM"],
  summary: "Sets what users may do for themselves.",
  input: {
    AllowUserToChangePassword: identityFlag({ description: "Whether users may change their passwords." }).optional(),
    AllowUserToManageAccessKeys: identityFlag({
      description: "Whether users may manage their own AccessKeys.",
    }).optional(),
    AllowUserToManageMFADevices: identityFlag({
      description: "Whether users may manage their second factor.",
    }).optional(),
    AllowUserToManagePublicKeys: identityFlag({
      description: "Whether users may manage their public keys.",
    }).optional(),
    EnableSaveMFATicket: identityFlag({
      description: "Whether a second factor is remembered for seven days.",
    }).optional(),
    LoginNetworkMasks: identityText({
      description: "From where users may log in: at most 40 CIDR blocks, separated by semicolons.",
      example: "10.0.0.0/8",
      maxLength: 512,
    }).optional(),
    LoginSessionDuration: identityInteger({ description: "Hours that a login lasts.", min: 1, max: 24 }).optional(),
  },
  output: { SecurityPreference: z.object(securityPreferenceOutput) },
  permissions: [{ action: "ram:SetSecurityPreference", access: "update", resource: allResources }],
  errors: [
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.Range",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [
    { statement: "What is not sent stays as it is.", evidence: "guess" },
    { statement: "LoginNetworkMasks holds at most 40 blocks and 512 characters.", evidence: "documented" },
    { statement: "LoginNetworkMasks=0.0.0.0/0;::/0 lets users log in from anywhere again.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Logging in from the office only",
      input: { LoginNetworkMasks: "192.0.2.0/24" },
      output: {
        SecurityPreference: toSecurityPreferenceOutput({
          ...defaultSecurityPreference,
          loginNetworks: "192.0.2.0/24",
        }),
      },
    },
  ],
  async run(input, context) {
    const { caller, now } = context;
    checkNetworks(input.LoginNetworkMasks);
    const preference = await changeIdentity(context, async (tx) => {
      const present = await readSecurityPreference(tx, caller.accountId);
      const value = {
        mayChangePassword: input.AllowUserToChangePassword ?? present.mayChangePassword,
        mayManageAccessKeys: input.AllowUserToManageAccessKeys ?? present.mayManageAccessKeys,
        mayManageMfaDevices: input.AllowUserToManageMFADevices ?? present.mayManageMfaDevices,
        mayManagePublicKeys: input.AllowUserToManagePublicKeys ?? present.mayManagePublicKeys,
        remembersMfa: input.EnableSaveMFATicket ?? present.remembersMfa,
        loginNetworks: input.LoginNetworkMasks ?? present.loginNetworks,
        loginSessionHours: input.LoginSessionDuration ?? present.loginSessionHours,
      };
      await writeSecurityPreference(tx, { accountId: caller.accountId, value, now });
      return value;
    });
    return { SecurityPreference: toSecurityPreferenceOutput(preference) };
  },
});

function checkNetworks(masks: string | undefined): void {
  const networks = masks?.split(";") ?? [];
  const wrong = networks.find((network) => !isNetwork(network));
  if (wrong === undefined && networks.length <= maxNetworks) return;
  const reason = wrong === undefined ? `There are more than ${maxNetworks}.` : `"${wrong}" is no CIDR block.`;
  throw new ApiError("InvalidParameter.WrongFormat", {
    name: "LoginNetworkMasks",
    diagnosis: `LoginNetworkMasks cannot be used. ${reason}`,
  });
}

function isNetwork(text: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits ?? 0) <= (family === 4 ? 32 : 128);
}
