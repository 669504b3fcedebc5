import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** About 60 ms and 32 MiB a guess. */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const hashBytes = 32;
const saltBytes = 16;

/** `scrypt$<N>$<r>$<p>$<salt>$<hash>`, the last two in base64url: what is needed to check it later, also when the cost has risen. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Whether it is the password that was hashed. Takes as long for a wrong one as for the right one. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = hashed.split("$");
  if (scheme !== "scrypt" || salt === undefined || hash === undefined) throw new Error("A stored password is damaged.");
  const found = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(found, Buffer.from(hash, "base64url"));
}

/** The same characters count as the same password, however a keyboard composes them. */
function derive(
  password: string,
  salt: Buffer,
  { N, r, p }: Required<Pick<ScryptOptions, "N" | "r" | "p">>,
): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFC"), salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
