import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

type Cost = Required<Pick<ScryptOptions, "N" | "r" | "p">>;

/** 16 MiB and a tenth of a second or two a guess. */
const cost: Cost = { N: 2 ** 14, r: 8, p: 5 };
const hashBytes = 32;
const saltBytes = 16;

/**
 * `scrypt$<N>$<r>$<p>$<salt>$<hash>`, the last two in base64url: what is needed to check it later, also when the cost has risen.
 * @param earlier hashes of the same user's: their salt is used again, so that comparing with all of them costs one guess.
 */
export async function hashPassword(password: string, earlier: readonly string[] = []): Promise<string> {
  const salt = earlier[0] === undefined ? randomBytes(saltBytes) : parse(earlier[0]).salt;
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Stored as a password is, and nobody's: checking against it takes as long as checking a user's. */
export const nobodysPassword = (): string =>
  ["scrypt", cost.N, cost.r, cost.p, ...[saltBytes, hashBytes].map((n) => randomBytes(n).toString("base64url"))].join(
    "$",
  );

/** Whether it is the password that was hashed. Takes as long for a wrong one as for the right one. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const { salt, hash, ...stored } = parse(hashed);
  return timingSafeEqual(await derive(password, salt, stored), hash);
}

/** Whether the password, of which `hashed` was made, is one of the earlier ones. */
export async function isAnyPassword(password: string, hashed: string, earlier: readonly string[]): Promise<boolean> {
  for (const other of earlier) {
    const isSame = saltOf(other) === saltOf(hashed) ? other === hashed : await isPassword(password, other);
    if (isSame) return true;
  }
  return false;
}

/** All but the hash itself. */
const saltOf = (hashed: string): string => hashed.slice(0, hashed.lastIndexOf("$"));

function parse(hashed: string): Cost & { readonly salt: Buffer; readonly hash: Buffer } {
  const [scheme, N, r, p, salt, hash] = hashed.split("$");
  if (scheme !== "scrypt" || salt === undefined || hash === undefined) throw new Error("A stored password is damaged.");
  const bytes = { salt: Buffer.from(salt, "base64url"), hash: Buffer.from(hash, "base64url") };
  return { N: Number(N), r: Number(r), p: Number(p), ...bytes };
}

/** The same characters count as the same password, however a keyboard composes them. */
function derive(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFC"), salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
