import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, openDoor, send, signed, type TestDoor, type Unsigned } from "../../test/object-door.ts";
import { readSample } from "../../test/server.ts";

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  await ask(door, { method: "PUT", key: "digits", body: "0123456789" });
});

const read = (headers: Record<string, string> = {}, more: Unsigned = {}) =>
  ask(door, { key: "digits", headers, ...more });

describe("a range", () => {
  test.each([
    ["bytes=0-0", "0", "bytes 0-0/10"],
    ["bytes=3-5", "345", "bytes 3-5/10"],
    ["bytes=5-", "56789", "bytes 5-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
  ])("%s is read", async (Range, body, contentRange) => {
    const answer = await read({ Range });
    expect([answer.status, answer.body, answer.headers["content-range"]]).toEqual([206, body, contentRange]);
    expect(answer.headers["content-length"]).toBe(String(body.length));
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0"])("%s lies outside", async (Range) => {
    const answer = await read({ Range, "x-oss-range-behavior": "standard" });
    expect([answer.status, answer.code, answer.headers["content-range"]]).toEqual([416, "InvalidRange", "bytes */10"]);
  });

  test.each(["bytes", "bytes=", "bytes=a-b", "items=0-1", "byte=0-1", "0-1", "bytes=--1"])(
    "%s is none, and all is read",
    async (Range) => {
      const answer = await read({ Range });
      expect([answer.status, answer.body]).toEqual([200, "0123456789"]);
    },
  );

  test("of several is the first, or all", async () => {
    const answer = await read({ Range: "bytes=1-2,5-6" });
    expect([
      [206, "12"],
      [200, "0123456789"],
    ]).toContainEqual([answer.status, answer.body]);
  });

  test("counts only if the object is still the one that is meant", async () => {
    const { headers } = await read();
    const [etag, modified] = [String(headers.etag), String(headers["last-modified"])];
    const status = async (ifRange: string) => (await read({ Range: "bytes=0-1", "If-Range": ifRange })).status;
    expect(await status(etag)).toBe(206);
    expect(await status(modified)).toBe(206);
    expect(await status('"other"')).toBe(200);
    expect(await status(`W/${etag}`)).toBe(200);
    expect(await status("Mon, 01 Jan 2001 00:00:00 GMT")).toBe(200);
  });

  test("spans the parts of an object", async () => {
    const started = await ask(door, { method: "POST", key: "parts", subResource: "uploads" });
    const uploadId = /<UploadId>(.*?)</.exec(started.body)?.[1];
    const put = (partNumber: number, body: string) =>
      ask(door, { method: "PUT", key: "parts", subResource: `partNumber=${partNumber}&uploadId=${uploadId}`, body });
    const etags = [await put(1, "a".repeat(102_400)), await put(2, "b".repeat(102_400)), await put(3, "c")].map(
      ({ headers }) => headers.etag,
    );
    const list = etags.map((etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${etag}</ETag></Part>`).join("");
    await ask(door, {
      method: "POST",
      key: "parts",
      subResource: `uploadId=${uploadId}`,
      body: `<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`,
    });
    const answer = await ask(door, { key: "parts", headers: { Range: "bytes=102398-204800" } });
    expect(answer.body).toBe(`aa${"b".repeat(102_400)}c`);
  });
});

describe("a condition", () => {
  const past = "Mon, 01 Jan 2001 00:00:00 GMT";
  const future = "Fri, 01 Jan 2100 00:00:00 GMT";

  test.each<[Record<string, string>, number]>([
    [{ "If-None-Match": '"781E5E245D69B566979B86E28D23F2C7"' }, 304],
    [{ "If-None-Match": "781e5e245d69b566979b86e28d23f2c7" }, 304],
    [{ "If-None-Match": '"a", "781E5E245D69B566979B86E28D23F2C7"' }, 304],
    [{ "If-None-Match": "*" }, 304],
    [{ "If-None-Match": '"other"' }, 200],
    [{ "If-Match": '"781E5E245D69B566979B86E28D23F2C7"' }, 200],
    [{ "If-Match": '"other"' }, 412],
    [{ "If-Modified-Since": past }, 200],
    [{ "If-Modified-Since": future }, 304],
    [{ "If-Modified-Since": "yesterday" }, 200],
    [{ "If-Unmodified-Since": past }, 412],
    [{ "If-Unmodified-Since": future }, 200],
    [{ "If-Unmodified-Since": "yesterday" }, 200],
  ])("%j is answered %i by GET and HEAD", async (headers, status) => {
    const [get, head] = [await read(headers), await read(headers, { method: "HEAD" })];
    expect([get.status, head.status]).toEqual([status, status]);
    if (status === 412) expect([get.code, head.code]).toEqual(["PreconditionFailed", "PreconditionFailed"]);
    if (status === 304) expect([get.body, get.headers.etag]).toEqual(["", '"781E5E245D69B566979B86E28D23F2C7"']);
  });
});

describe("what is served", () => {
  const serve = async (key: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    await ask(door, { method: "PUT", key, body, headers });
    return ask(door, { key });
  };

  test.each([
    ["page.html", "<!doctype html><script>alert(1)</script>", "text/html"],
    ["image.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"],
    ["feed.xml", '<?xml version="1.0"?><a/>', "application/xml"],
    ["page.xhtml", '<html xmlns="http://www.w3.org/1999/xhtml"/>', "application/xhtml+xml"],
    ["code.js", "alert(1)", "text/javascript"],
    ["paper.pdf", "%PDF-1.7", "application/pdf"],
    ["lie.png", "<html><script>alert(1)</script>", "image/png"],
    ["empty.mp4", "", "video/mp4"],
  ])("of %s is a download that nothing can run", async (key, body, type) => {
    const { headers } = await serve(key, body, {
      "Content-Type": type,
      "Content-Disposition": "inline",
      "Cache-Control": "public",
    });
    expect(headers["content-type"]).toBe("application/octet-stream");
    expect(headers["content-disposition"]).toMatch(/^attachment/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/);
    expect(headers["cache-control"]).toMatch(/private|no-store/);
    expect(headers["set-cookie"]).toBeUndefined();
  });

  test.each([
    ["demo/sample.mp4", "video/mp4"],
    ["test/samples/video.webm", "video/webm"],
    ["test/samples/turned.mov", "video/quicktime"],
    ["test/samples/picture.jpg", "image/jpeg"],
    ["test/samples/picture.png", "image/png"],
    ["test/samples/picture.webp", "image/webp"],
    ["test/samples/picture.avif", "image/avif"],
    ["test/samples/moving.gif", "image/gif"],
    ["test/samples/tone.mp3", "audio/mpeg"],
  ])("of %s is what its bytes are, whatever its uploader says, in place", async (path, type) => {
    const { headers } = await serve(path, await readSample(path), { "Content-Type": "text/html" });
    expect(headers["content-type"]).toBe(type);
    expect(headers["content-disposition"]).toMatch(/^inline/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test("has a name that cannot break its header", async () => {
    const { headers } = await serve('folder/"; x=文件.txt', "x");
    expect(headers["content-disposition"]).toContain("filename*=UTF-8''");
    expect(headers["content-disposition"]).not.toMatch(/文/);
    expect((await serve("folder/", "x")).status).toBe(200);
  });

  test("keeps the encoding and the metadata that were sent with it", async () => {
    const { headers } = await serve("kept", "x", { "Content-Encoding": "gzip", "x-oss-meta-a": "b" });
    expect(headers).toMatchObject({ "content-encoding": "gzip", "x-oss-meta-a": "b" });
  });

  test("is refused with more than 8 KB of metadata", async () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`x-oss-meta-${i}`, "x".repeat(1000)]));
    expect((await ask(door, { method: "PUT", key: "meta", body: "x", headers: many })).status).toBe(400);
  });

  test("says the same to HEAD as to GET", async () => {
    const [get, head] = [await read(), await read({}, { method: "HEAD" })];
    for (const name of [
      "etag",
      "content-length",
      "content-type",
      "content-disposition",
      "last-modified",
      "accept-ranges",
      "x-oss-hash-crc64ecma",
      "x-oss-object-type",
    ]) {
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
      expect(get.headers[name]).toBeDefined();
    }
    const meta = await read({}, { method: "HEAD", subResource: "objectMeta" });
    expect(meta.headers).toMatchObject({
      etag: get.headers.etag,
      "content-length": "10",
      "last-modified": get.headers["last-modified"],
    });
  });
});

describe("headers that the asker chooses", () => {
  const choose = async (name: string, value: string, key = "digits") => {
    const answer = await ask(door, { key, subResource: `${name}=${encodeURIComponent(value)}` });
    expect(answer.status).toBe(200);
    return answer.headers;
  };

  test("are the harmless ones", async () => {
    expect((await choose("response-cache-control", "no-cache"))["cache-control"]).toBe("no-cache");
    expect((await choose("response-content-disposition", "attachment; filename=a.txt"))["content-disposition"]).toMatch(
      /^attachment; filename="?a\.txt"?$/,
    );
  });

  test("cannot make a browser run the file, or break a header", async () => {
    for (const type of ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "application/pdf"]) {
      expect((await choose("response-content-type", type))["content-type"]).toBe("application/octet-stream");
    }
    expect((await choose("response-content-disposition", "inline"))["content-disposition"]).toMatch(/^attachment/);
    for (const name of [
      "response-cache-control",
      "response-expires",
      "response-content-language",
      "response-content-disposition",
      "response-content-type",
      "response-content-encoding",
    ]) {
      const headers = await choose(name, "a\r\nSet-Cookie: b=c");
      expect(headers["set-cookie"]).toBeUndefined();
    }
  });
});

describe("an error", () => {
  test("is XML that says what is wrong, to GET in the body and to HEAD in a header", async () => {
    const [get, head] = [await read({}, { key: "missing<&>" }), await read({}, { key: "missing<&>", method: "HEAD" })];
    for (const answer of [get, head]) {
      expect([answer.status, answer.code]).toEqual([404, "NoSuchKey"]);
      expect(answer.error).toContain("<Key>missing&lt;&amp;&gt;</Key>");
      expect(answer.error).toMatch(
        /<RequestId>[0-9A-F]{24}<\/RequestId>.*<HostId>.*<EC>\d{4}-\d{8}<\/EC>.*<Diagnosis>/s,
      );
      expect(answer.headers["x-oss-ec"]).toMatch(/^\d{4}-\d{8}$/);
      expect(answer.headers["x-oss-request-id"]).toBe(/<RequestId>(.*?)</.exec(answer.error)?.[1]);
    }
    expect(head.body).toBe("");
    expect(get.headers).toMatchObject({ "content-type": "application/xml", "x-content-type-options": "nosniff" });
  });

  test("on HEAD fits the headers that clients take", async () => {
    const wanted = signed(door, {
      key: "k".repeat(1000),
      method: "HEAD",
      credential: { ...door.account, accessKeySecret: "wrong" },
    });
    const answer = await send(door, { ...wanted, target: `${wanted.target}?x-oss-process=${"p".repeat(6000)}` });
    expect(answer.status).toBe(403);
    expect(String(answer.headers["x-oss-err"]).length).toBeLessThan(8192);
    const hosted = await send(door, { method: "HEAD", target: "/absent", headers: { Host: "\u00e9".repeat(4000) } });
    expect(hosted.code).not.toBe("");
    expect(String(hosted.headers["x-oss-err"]).length).toBeLessThan(8192);
  });

  test("is readable by a page of another origin, as success is, and never with its cookies", async () => {
    const origin = { Origin: "https://studio.example" };
    for (const answer of [
      await read(origin),
      await read(origin, { key: "missing" }),
      await send(door, { method: "GET", target: "/x", headers: origin }),
      await send(door, { method: "GET", target: "/%zz", headers: origin }),
    ]) {
      expect(answer.headers["access-control-allow-origin"]).toBe("*");
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
      for (const name of [
        "ETag",
        "x-oss-request-id",
        "x-oss-hash-crc64ecma",
        "x-oss-ec",
        "Content-Range",
        "Accept-Ranges",
        "Date",
        "Content-Length",
        "Content-Disposition",
        "x-oss-next-append-position",
      ]) {
        expect(answer.headers["access-control-expose-headers"]).toContain(name);
      }
    }
  });
});

describe("a browser's question before a request", () => {
  const asked = (headers: Record<string, string>, target = "/no-bucket/no/key?partNumber=1&uploadId=U") =>
    send(door, { method: "OPTIONS", target, headers });

  test.each(["PUT", "POST", "GET", "HEAD", "DELETE"])(
    "about %s is answered, whatever is asked about",
    async (method) => {
      const answer = await asked({
        Origin: "https://studio.example",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type,x-oss-date,x-oss-meta-a",
        "Access-Control-Request-Private-Network": "true",
      });
      expect(answer.status).toBeLessThan(300);
      expect(answer.headers["access-control-allow-origin"]).toBe("*");
      expect(answer.headers["access-control-allow-methods"]).toContain(method);
      expect(answer.headers["access-control-allow-headers"]).toBe("authorization,content-type,x-oss-date,x-oss-meta-a");
      expect(answer.headers["access-control-allow-private-network"]).toBe("true");
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
    },
  );

  test("that is none is refused", async () => {
    expect((await asked({ Origin: "https://studio.example" })).status).toBe(400);
    expect((await asked({ "Access-Control-Request-Method": "PUT" })).status).toBe(400);
    expect((await asked({}, "*")).status).toBe(400);
  });
});

test("no reading makes the server report a fault of its own", () => {
  expect(door.failures).toEqual([]);
});
