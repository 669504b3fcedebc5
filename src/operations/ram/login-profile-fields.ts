import { z } from "zod";
import { date, identityFlag, identityText } from "../../contract/identity-fields.ts";
import type { LoginProfileRow } from "../../database/schema.ts";
import { formatUtc } from "../../library/uploads.ts";

export const password = (description: string) => identityText({ description, maxLength: 128 });

export const passwordResetRequired = () =>
  identityFlag({ description: "Whether the user must choose another password when logging in." });

export const mfaBindRequired = () =>
  identityFlag({ description: "Whether the user must bind a second factor when logging in." });

export const loginProfileOutput = {
  UserName: z.string().meta({ description: "The user's name." }),
  PasswordResetRequired: z.boolean().meta({ description: "Whether another password must be chosen at login." }),
  MFABindRequired: z.boolean().meta({ description: "Whether a second factor must be bound at login." }),
  CreateDate: date("When it was made."),
};

export const toLoginProfileOutput = (userName: string, profile: LoginProfileRow) => ({
  UserName: userName,
  PasswordResetRequired: profile.password_reset_required === 1,
  MFABindRequired: profile.mfa_bind_required === 1,
  CreateDate: formatUtc(profile.created_at),
});
