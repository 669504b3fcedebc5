import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, openDoor, send, signed, type TestDoor, type Unsigned } from "../../test/object-door.ts";
import { listOf, partsOf } from "../../test/object-parts.ts";

const key = "stream/parts/parts.mp4";
let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  await ask(door, { method: "PUT", key, body: "before" });
});

const outcome = async (unsigned: Unsigned) => {
  const { status, code } = await ask(door, unsigned);
  return code ? `${status} ${code}` : String(status);
};
const md5 = (text: string | Buffer) => createHash("md5").update(text).digest("base64");

const { startUpload, putPart, complete } = partsOf(() => door, key);

describe("an upload in parts", () => {
  const big = Buffer.alloc(102_400, "a");

  test("is answered with ETag and CRC64, the same again when it is completed twice, and dies for any other list", async () => {
    const uploadId = await startUpload();
    const list = listOf([
      [2, await putPart(uploadId, 2, big)],
      [7, await putPart(uploadId, 7, "tail")],
    ]);
    const first = await complete(uploadId, list);
    expect(first.status).toBe(200);
    expect(first.headers.etag).toMatch(/^"[0-9A-F]{32}-2"$/);
    expect(first.body).toMatch(/^<\?xml[\s\S]*<CompleteMultipartUploadResult>/);
    const again = await complete(uploadId, list);
    expect([again.status, again.headers.etag, again.headers["x-oss-hash-crc64ecma"]]).toEqual([
      200,
      first.headers.etag,
      first.headers["x-oss-hash-crc64ecma"],
    ]);
    expect((await complete(uploadId, listOf([[2, md5("x")]]))).code).toBe("NoSuchUpload");
    const head = await ask(door, { method: "HEAD", key });
    expect(head.headers["x-oss-hash-crc64ecma"]).toBe(first.headers["x-oss-hash-crc64ecma"]);
    expect(await door.stored(key)).toBe(`${big}tail`);
  });

  test("takes the last of the parts with one number", async () => {
    const uploadId = await startUpload();
    await putPart(uploadId, 1, "first");
    const etag = await putPart(uploadId, 1, "second");
    expect((await complete(uploadId, listOf([[1, etag]]))).status).toBe(200);
    expect(await door.stored(key)).toBe("second");
  });

  test.each([
    ["Go's quotes", (etag: string) => etag.replaceAll('"', "&#34;")],
    ["no quotes", (etag: string) => etag.replaceAll('"', "")],
    ["lower case", (etag: string) => etag.toLowerCase()],
    ["white space around it", (etag: string) => `\n  ${etag}\n  `],
  ])("is completed by a list whose ETag has %s", async (_name, change) => {
    const uploadId = await startUpload();
    const etag = await putPart(uploadId, 1, "x");
    expect(
      (await complete(uploadId, `<?xml version="1.0" encoding="UTF-8"?>\n${listOf([[1, change(etag)]])}`)).status,
    ).toBe(200);
  });

  test("is completed with all its parts when that is asked for", async () => {
    const uploadId = await startUpload();
    await putPart(uploadId, 1, big);
    await putPart(uploadId, 2, "tail");
    expect((await complete(uploadId, "", { headers: { "x-oss-complete-all": "yes" } })).status).toBe(200);
    expect(await door.stored(key)).toBe(`${big}tail`);
  });

  test.each<[string, (etag: string) => string, string]>([
    ["nothing", () => "", "400 MalformedXML"],
    ["text", () => "hello", "400 MalformedXML"],
    ["no parts", () => "<CompleteMultipartUpload></CompleteMultipartUpload>", "400 MalformedXML"],
    ["tags that do not close", (etag) => listOf([[1, etag]]).replace("</Part>", ""), "400 MalformedXML"],
    ["another document", () => "<Delete><Object><Key>a</Key></Object></Delete>", "400 MalformedXML"],
    ["a document type", (etag) => `<!DOCTYPE a [<!ENTITY b "c">]>${listOf([[1, etag]])}`, "400 MalformedXML"],
    ["an unknown entity", () => listOf([[1, "&lol;"]]), "400 MalformedXML"],
    ["a number that is none", (etag) => listOf([[1, etag]]).replace(">1<", ">one<"), "400 MalformedXML"],
    ["another ETag", () => listOf([[1, '"D41D8CD98F00B204E9800998ECF8427E"']]), "400 InvalidPart"],
    [
      "a part that is not there",
      (etag) =>
        listOf([
          [1, etag],
          [2, etag],
        ]),
      "400 InvalidPart",
    ],
    [
      "parts in the wrong order",
      (etag) =>
        listOf([
          [2, etag],
          [1, etag],
        ]),
      "400 InvalidPartOrder",
    ],
    [
      "a part twice",
      (etag) =>
        listOf([
          [1, etag],
          [1, etag],
        ]),
      "400 InvalidPartOrder",
    ],
  ])("is not completed by %s, and stays open", async (_name, make, expected) => {
    const uploadId = await startUpload();
    const etag = await putPart(uploadId, 1, "x");
    const { status, code } = await complete(uploadId, make(etag));
    expect(`${status} ${code}`).toBe(expected);
    expect(await door.stored(key)).toBe("before");
    expect((await complete(uploadId, listOf([[1, etag]]))).status).toBe(200);
  });

  test("is not completed with a small part in its middle, or by a list beyond 2 MB", async () => {
    const uploadId = await startUpload();
    const list = listOf([
      [1, await putPart(uploadId, 1, "small")],
      [2, await putPart(uploadId, 2, "tail")],
    ]);
    expect((await complete(uploadId, list)).code).toBe("EntityTooSmall");
    const large = await complete(uploadId, " ".repeat(3_000_000));
    expect([large.status, large.code === "EntityTooLarge" || large.code === "MalformedXML"]).toEqual([400, true]);
    expect(await door.stored(key)).toBe("before");
  });

  test("checks the MD5 of the list, byte by byte", async () => {
    const uploadId = await startUpload();
    const list = listOf([[1, await putPart(uploadId, 1, "x")]]);
    expect((await complete(uploadId, list, { headers: { "Content-MD5": md5("other") } })).code).toBe("InvalidDigest");
    expect((await complete(uploadId, list, { headers: { "Content-MD5": md5(list) } })).status).toBe(200);
  });

  test.each(["0", "10001", "-1", "1.5", "x", "99999999999999999999"])("has no part number %s", async (partNumber) => {
    const uploadId = await startUpload();
    expect(
      await outcome({ method: "PUT", key, subResource: `partNumber=${partNumber}&uploadId=${uploadId}`, body: "x" }),
    ).toBe("400 InvalidArgument");
  });

  test("belongs to its key alone", async () => {
    const uploadId = await startUpload();
    const subResource = `uploadId=${uploadId}`;
    const other = { key: "another-key" };
    expect(await outcome({ ...other, method: "PUT", subResource: `partNumber=1&${subResource}`, body: "x" })).toBe(
      "404 NoSuchUpload",
    );
    expect(await outcome({ ...other, subResource })).toBe("404 NoSuchUpload");
    expect(await outcome({ ...other, method: "DELETE", subResource })).toBe("404 NoSuchUpload");
    expect(await outcome({ ...other, method: "POST", subResource, body: listOf([[1, md5("x")]]) })).toBe(
      "404 NoSuchUpload",
    );
    expect(await outcome({ key, method: "DELETE", subResource })).toBe("204");
    expect(await outcome({ key, method: "DELETE", subResource })).toBe("404 NoSuchUpload");
  });

  test("is listed in pages, with names encoded when that is asked for", async () => {
    const objectKey = "a b&c/<d>";
    const uploadId = await startUpload(objectKey);
    for (const partNumber of [1, 2, 3]) await putPart(uploadId, partNumber, "x", objectKey);
    const list = async (query: string) => {
      const wanted = signed(door, { key: objectKey, subResource: `uploadId=${uploadId}` });
      return send(door, { ...wanted, target: `${wanted.target}&${query}` });
    };
    const first = await list("max-parts=2&encoding-type=url");
    expect(first.body).toContain("<EncodingType>url</EncodingType>");
    expect(first.body).toContain("<Key>a%20b%26c/%3Cd%3E</Key>");
    expect(first.body).toContain("<IsTruncated>true</IsTruncated>");
    expect(first.body).toContain("<NextPartNumberMarker>2</NextPartNumberMarker>");
    const second = await list("max-parts=2&part-number-marker=2");
    expect(second.body).toContain("<Key>a b&amp;c/&lt;d&gt;</Key>");
    expect(second.body.match(/<PartNumber>(\d+)/g)).toEqual(["<PartNumber>3"]);
    expect((await list("max-parts=0x10")).code).toBe("InvalidArgument");
    expect((await list("max-parts=-1")).code).toBe("InvalidArgument");
  });

  test("is begun by an empty chunked body, as Go's client sends it", async () => {
    const wanted = signed(door, {
      method: "POST",
      key,
      subResource: "uploads",
      headers: { "Transfer-Encoding": "chunked" },
    });
    const answer = await send(door, { ...wanted, target: `${wanted.target}&encoding-type=url` });
    expect(answer.body).toMatch(/<UploadId>[0-9A-F]{32}<\/UploadId>/);
  });
});

test("no upload in parts makes the server report a fault of its own", () => {
  expect(door.failures).toEqual([]);
});
