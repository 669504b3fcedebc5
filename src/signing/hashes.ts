/** The hash functions that signing needs. Text is hashed as UTF-8; keys given as text are UTF-8 too. */
export interface Hashes {
  sha256Hex(data: string | Uint8Array): string;
  hmacSha1Base64(key: string, text: string): string;
  hmacSha256(key: string | Uint8Array, text: string): Uint8Array;
  hmacSha256Hex(key: string | Uint8Array, text: string): string;
  hmacSha256Base64(key: string, text: string): string;
}

/** Compares without telling by its duration where two texts of one length differ. */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
