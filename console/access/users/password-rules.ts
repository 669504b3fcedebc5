/** The account's rules for passwords, as GetPasswordPolicy answers them. */
export interface PasswordPolicy {
  readonly MinimumPasswordLength: number;
  readonly RequireLowercaseCharacters: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  readonly HardExpiry: boolean;
  readonly MaxLoginAttemps: number;
  readonly PasswordReusePrevention: number;
  readonly MaxPasswordAge: number;
}

export type PasswordRule = "length" | "lowercase" | "uppercase" | "digit" | "symbol";

/** The rules that are in force, each with whether this password keeps it, as the server looks at it. */
export function checkPassword(password: string, policy: PasswordPolicy): readonly (readonly [PasswordRule, boolean])[] {
  const all: readonly (readonly [PasswordRule, boolean, boolean])[] = [
    ["length", true, Array.from(password).length >= policy.MinimumPasswordLength],
    ["lowercase", policy.RequireLowercaseCharacters, /\p{Ll}/u.test(password)],
    ["uppercase", policy.RequireUppercaseCharacters, /\p{Lu}/u.test(password)],
    ["digit", policy.RequireNumbers, /\p{Nd}/u.test(password)],
    ["symbol", policy.RequireSymbols, /[^\p{L}\p{N}]/u.test(password)],
  ];
  return all.filter(([, isAsked]) => isAsked).map(([rule, , isKept]) => [rule, isKept]);
}

/** Letters and digits that nobody mistakes for each other when they are read out. */
const classes = ["abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-_.!*+"] as const;

const madeUpLength = 20;

/** A password by chance that keeps every rule that an account may have. */
export function makeUpPassword(minLength: number): string {
  const length = Math.max(madeUpLength, minLength);
  const all = classes.join("");
  for (;;) {
    const password = Array.from({ length }, () => all[draw(all.length)]).join("");
    if (classes.every((one) => Array.from(one).some((character) => password.includes(character)))) return password;
  }
}

/** Below `count`, and all numbers equally likely. */
function draw(count: number): number {
  const limit = 256 - (256 % count);
  for (;;) {
    const [byte = limit] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) return byte % count;
  }
}
