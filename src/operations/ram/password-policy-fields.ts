import { z } from "zod";
import type { PasswordRules } from "../../identity/account-settings.ts";

export const passwordPolicyOutput = {
  MinimumPasswordLength: z.int().meta({ description: "Fewest characters." }),
  RequireLowercaseCharacters: z.boolean().meta({ description: "Whether a small letter must be in it." }),
  RequireUppercaseCharacters: z.boolean().meta({ description: "Whether a capital letter must be in it." }),
  RequireNumbers: z.boolean().meta({ description: "Whether a digit must be in it." }),
  RequireSymbols: z.boolean().meta({ description: "Whether something beside letters and digits must be in it." }),
  HardExpiry: z.boolean().meta({ description: "Whether only an administrator can replace one that is too old." }),
  MaxLoginAttemps: z.int().meta({ description: "Wrong ones within an hour until login is refused; 0: without end." }),
  PasswordReusePrevention: z.int().meta({ description: "How many of the last ones may not come again; 0: all may." }),
  MaxPasswordAge: z.int().meta({ description: "Days until one is too old; 0: never." }),
};

export const toPasswordPolicyOutput = (rules: PasswordRules) => ({
  MinimumPasswordLength: rules.minLength,
  RequireLowercaseCharacters: rules.requireLowercase,
  RequireUppercaseCharacters: rules.requireUppercase,
  RequireNumbers: rules.requireNumbers,
  RequireSymbols: rules.requireSymbols,
  HardExpiry: rules.hardExpiry,
  MaxLoginAttemps: rules.maxLoginAttempts,
  PasswordReusePrevention: rules.reusePrevention,
  MaxPasswordAge: rules.maxAgeDays,
});
