import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, openDoor, send, signed, type TestDoor, type Unsigned } from "../../test/object-door.ts";
import { nodeHashes } from "../identity/hashes.ts";
import { signUrlV1 } from "../signing/oss-v1.ts";

const key = "stream/own/own.mp4";
let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  await ask(door, { method: "PUT", key: "present", body: "present" });
  await ask(door, { method: "PUT", key, body: "before" });
});

const outcome = async (unsigned: Unsigned) => {
  const { status, code } = await ask(door, unsigned);
  return code ? `${status} ${code}` : String(status);
};

/** Without a signed sub-resource, so that the query can be added after signing. */
const withQuery = (unsigned: Unsigned, query: string) => {
  const wanted = signed(door, unsigned);
  return { ...wanted, target: wanted.target + query };
};

test("blanks of a key may be sent as +, as the vendor's Go client does; a + is %2B", async () => {
  const spelled = (unsigned: Unsigned) => {
    const wanted = signed(door, unsigned);
    return { ...wanted, target: wanted.target.replaceAll("%20", "+") };
  };
  expect((await send(door, spelled({ method: "PUT", key: "go/a b+c", body: "there" }))).status).toBe(200);
  expect(await door.stored("go/a b+c")).toBe("there");
  expect((await send(door, spelled({ method: "GET", key: "go/a b+c" }))).body).toBe("there");
});

describe("a signed address of an object", () => {
  const addressOf = (objectKey: string, method = "GET") => {
    const urlKey = door.objectUrls.today(door.account.accountId, door.clock.now);
    const { bucket } = door.account;
    const url = signUrlV1(nodeHashes, {
      url: `/${bucket}/${objectKey}`,
      method,
      bucket,
      key: objectKey,
      accessKeyId: urlKey.accessKeyId,
      secret: urlKey.secret,
      securityToken: urlKey.token,
      expires: Math.floor(door.clock.now / 1000) + 3600,
    });
    return { method, target: url };
  };

  test("reads that object, and is read of by HEAD only when it was signed for it", async () => {
    expect((await send(door, addressOf("present"))).body).toBe("present");
    expect((await send(door, addressOf("present", "HEAD"))).status).toBe(200);
    expect((await send(door, { ...addressOf("present"), method: "HEAD" })).code).toBe("SignatureDoesNotMatch");
  });

  test("reads no other object and writes nothing", async () => {
    const { target } = addressOf("present");
    expect((await send(door, { method: "GET", target: target.replace("present", "stream/own/own.mp4") })).code).toBe(
      "SignatureDoesNotMatch",
    );
    expect((await send(door, { ...addressOf("present", "PUT"), body: "x" })).code).toBe("AccessDenied");
    expect((await send(door, addressOf("present", "DELETE"))).code).toBe("AccessDenied");
    expect(await door.stored("present")).toBe("present");
  });

  test("ends after its time", async () => {
    const address = addressOf("present");
    door.clock.now += 3_601_000;
    const late = await send(door, address);
    expect([late.status, late.code]).toEqual([403, "AccessDenied"]);
    expect(late.error).toMatch(/<Message>Request has expired\.<\/Message>.*<Expires>.*<ServerTime>/);
  });

  test("does not obey an x-oss header that was added to it", async () => {
    for (const name of [
      "x-oss-copy-source",
      "x-oss-callback",
      "x-oss-object-acl",
      "x-oss-storage-class",
      "x-oss-meta-a",
    ]) {
      const answer = await send(door, { ...addressOf("present"), headers: { [name]: "private" } });
      expect([name, answer.code]).toEqual([name, "SignatureDoesNotMatch"]);
    }
  });
});

describe("who did not sign, or not well", () => {
  test("may ask nothing but a browser's question", async () => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH"]) {
      for (const target of ["/", `/${door.account.bucket}`, `/${door.account.bucket}/present`, "/nowhere/at/all"]) {
        const answer = await send(door, { method, target, body: method === "PUT" ? "x" : undefined });
        expect([method, target, answer.status, answer.code]).toEqual([method, target, 403, "AccessDenied"]);
      }
    }
  });

  test("is refused with an empty, cut, foreign or wrong signature", async () => {
    const good = signed(door, { method: "PUT", key, body: "after" });
    const { Authorization = "" } = good.headers ?? {};
    const foreign = signed(door, {
      method: "PUT",
      key,
      body: "after",
      credential: { ...door.other, accessKeyId: door.account.accessKeyId },
    });
    for (const value of [
      "",
      "OSS",
      `OSS ${door.account.accessKeyId}:`,
      Authorization.slice(0, -4),
      foreign.headers?.Authorization ?? "",
      "Bearer x",
      "OSS4-HMAC-SHA256 x",
      `OSS nobody:${"A".repeat(27)}=`,
    ]) {
      const answer = await send(door, { ...good, headers: { ...good.headers, Authorization: value } });
      expect([value, answer.status === 400 || answer.status === 403]).toEqual([value, true]);
    }
    expect(await door.stored(key)).toBe("before");
  });

  test("is told which versions are taken when the signature is of another one", async () => {
    const Authorization = "OSS2 AccessKeyId:LTAI5tExampleId,Signature:x";
    const answer = await send(door, {
      method: "GET",
      target: `/${door.account.bucket}/present`,
      headers: { Authorization },
    });
    expect(answer.error).toMatch(/<Code>InvalidArgument<.*<Diagnosis>.*Version 2 \(OSS2\) is not served/s);
  });

  test("is told the likely cause, and never the secret", async () => {
    const answer = await ask(door, { key, credential: { ...door.account, accessKeySecret: "wrong" } });
    expect(answer.code).toBe("SignatureDoesNotMatch");
    expect(answer.error).toMatch(/<StringToSign>.*<Diagnosis>.+<\/Diagnosis>/s);
    expect(answer.error).not.toContain(door.account.accessKeySecret);
  });

  test("is told the server's time when its clock is wrong", async () => {
    for (const signedAt of [door.clock.now - 901_000, door.clock.now + 902_000]) {
      const answer = await ask(door, { key, signedAt });
      expect([answer.status, answer.code]).toEqual([403, "RequestTimeTooSkewed"]);
      expect(answer.error).toContain(`<ServerTime>${new Date(door.clock.now).toISOString()}</ServerTime>`);
      expect(answer.error).toContain("<MaxAllowedSkewMilliseconds>900000<");
    }
    expect(await outcome({ key, signedAt: door.clock.now - 890_000 })).toBe("200");
  });

  test("is refused when the request is signed in two ways", async () => {
    const url = `OSSAccessKeyId=${door.account.accessKeyId}&Expires=9999999999&Signature=x`;
    expect((await send(door, withQuery({ key }, `?${url}`))).code).toBe("InvalidArgument");
    const v4 = "x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=a&x-oss-signature=b";
    expect((await send(door, withQuery({ key }, `?${v4}`))).code).toBe("InvalidArgument");
    expect((await send(door, { method: "GET", target: `/a/b?${url}&${v4}` })).code).toBe("InvalidArgument");
  });

  test("cannot have an unsigned header of a signed address obeyed", async () => {
    const expires = Math.floor(door.clock.now / 1000) + 60;
    const text = `PUT\n\n\n${expires}\n/${door.account.bucket}/${key}`;
    const signature = createHmac("sha1", door.account.accessKeySecret).update(text).digest("base64");
    const target = `/${door.account.bucket}/${key}?OSSAccessKeyId=${door.account.accessKeyId}&Expires=${expires}&Signature=${encodeURIComponent(signature)}`;
    const added = await send(door, { method: "PUT", target, body: "after", headers: { "x-oss-meta-a": "b" } });
    expect(added.code).toBe("SignatureDoesNotMatch");
    expect(await door.stored(key)).toBe("before");
    expect((await send(door, { method: "PUT", target, body: "after" })).status).toBe(200);
  });
});
