import { randomInt, randomUUID } from "node:crypto";

const digits = "0123456789";
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

const draw = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");

/** 32 lower-case hex, the first 12 of them the milliseconds, so that new assets stand together in the index. */
export const makeMediaId = (now: number): string => now.toString(16).padStart(12, "0") + randomHex20();

/** Of a UUID, without its two digits that say what it is: these are drawn many at a time, single bytes are not. */
function randomHex20(): string {
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(28);
}

export const makeAccountId = (): string => String(randomInt(1, 10)) + draw(digits, 15);
export const makeWorkspaceId = (): string => `ws_${draw(digits, 10)}`;
export const makeWorkspaceCode = (): string => draw(capitals, 6);
export const makeProductionId = (): string => `pd_${draw(digits, 10)}`;
export const makeFolderId = (): string => `fd-${draw(alphanumeric, 10)}`;
