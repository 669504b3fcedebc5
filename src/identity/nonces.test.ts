import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { isUniqueViolation } from "../database/errors.ts";
import { deleteOldNonces, insertNonce } from "./nonces.ts";

const used = { accessKeyId: "LTAIkey", accountId: "1".repeat(16), nonce: "once", signedAt: 1_000_000 };

describe.each(databases)("nonces of writes on $dialect", ({ open }) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  const use = (more: Partial<typeof used> = {}) => opened.db.transact((tx) => insertNonce(tx, { ...used, ...more }));

  test("are taken once for what was signed at the same time with the same key", async () => {
    await use();
    await expect(use()).rejects.toSatisfy(isUniqueViolation);
    await use({ accessKeyId: "LTAIother" });
    await use({ nonce: "another" });
    await use({ signedAt: used.signedAt + 1 });
  });

  test("are forgotten by the time at which they were signed", async () => {
    await opened.db.transact((tx) => deleteOldNonces(tx, used.signedAt + 1));
    await use();
    await expect(use({ signedAt: used.signedAt + 1 })).rejects.toSatisfy(isUniqueViolation);
  });
});
