import { expect, test } from "vitest";
import { hashPassword, isAnyPassword, isPassword } from "./passwords.ts";

test("a password is known again, and another one is not", async () => {
  const hashed = await hashPassword("correct horse");
  expect(await isPassword("correct horse", hashed)).toBe(true);
  expect(await isPassword("correct horsf", hashed)).toBe(false);
  expect(hashed).not.toContain("horse");
});

test("the same password is hashed differently each time", async () => {
  expect(await hashPassword("correct horse")).not.toBe(await hashPassword("correct horse"));
});

test("an accent counts the same whether it is typed as one character or as two", async () => {
  expect(await isPassword("cafe\u0301", await hashPassword("caf\u00e9"))).toBe(true);
});

test("a password that was hashed at another cost is known again", async () => {
  const older = "scrypt$16$8$1$YWFhYWFhYWFhYWFhYWFhYQ$F4SKl1b4JGZrS9PneTiIECP3M5ylWksp-tseJUEUhAA";
  expect(await isPassword("correct horse", older)).toBe(true);
});

test("a user's earlier passwords are recognized, with the same salt and with others", async () => {
  const first = await hashPassword("first");
  const second = await hashPassword("second", [first]);
  const elsewhere = await hashPassword("elsewhere");
  const earlier = [second, first, elsewhere];
  for (const password of ["first", "second", "elsewhere"])
    expect(await isAnyPassword(password, await hashPassword(password, earlier), earlier)).toBe(true);
  expect(await isAnyPassword("new", await hashPassword("new", earlier), earlier)).toBe(false);
});

test("a damaged hash is no password", async () => {
  await expect(isPassword("x", "plain text")).rejects.toThrow("damaged");
});
