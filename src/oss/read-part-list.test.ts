import { describe, expect, test } from "vitest";
import { readPartList } from "./read-part-list.ts";

const etag = "5D41402ABC4B2A76B9719D911017C592";
const part = (number: number | string, tag: string) =>
  `<Part><PartNumber>${number}</PartNumber><ETag>${tag}</ETag></Part>`;
const list = (...parts: string[]) => `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;

describe("a list of parts", () => {
  test.each([
    ["raw quotes", `"${etag}"`],
    ["quotes as a number", `&#34;${etag}&#34;`],
    ["quotes by name", `&quot;${etag}&quot;`],
    ["no quotes", etag],
    ["small letters", `"${etag.toLowerCase()}"`],
    ["blanks around", `\n  "${etag}"\n`],
    ["CDATA", `<![CDATA["${etag}"]]>`],
    ["only digits", "12345678901234567890123456789012"],
  ])("is read with %s", (_, tag) => {
    const expected = tag.startsWith("1") ? tag : etag;
    expect(readPartList(list(part(1, tag), part(3, tag)))).toEqual([
      { number: 1, etag: expected },
      { number: 3, etag: expected },
    ]);
  });

  test("is read as ali-oss prints it", () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<CompleteMultipartUpload>\n<Part>\n<PartNumber>1</PartNumber>\n<ETag>"${etag}"</ETag>\n</Part>\n</CompleteMultipartUpload>`;
    expect(readPartList(xml)).toEqual([{ number: 1, etag }]);
  });

  test("keeps its order, which is judged where the parts are known", () => {
    expect(readPartList(list(part(2, etag), part(1, etag))).map(({ number }) => number)).toEqual([2, 1]);
  });

  test("of 10,000 parts is read at once", () => {
    const parts = Array.from({ length: 10_000 }, (_, index) => part(index + 1, `"${etag}"`));
    expect(readPartList(list(...parts))).toHaveLength(10_000);
  });

  test.each([
    ["nothing", ""],
    ["text", "hello"],
    ["JSON", '{"Part":1}'],
    ["no parts", list()],
    ["another root", `<Complete>${part(1, etag)}</Complete>`],
    ["parts that stand too deep", list(`<Parts>${part(1, etag)}</Parts>`)],
    ["tags that cross", `<CompleteMultipartUpload><Part><PartNumber>1</Part></PartNumber></CompleteMultipartUpload>`],
    ["an end that is missing", list(part(1, etag)).slice(0, -3)],
    ["something behind its end", `${list(part(1, etag))}x`],
    ["a part without a number", list(`<Part><ETag>${etag}</ETag></Part>`)],
    ["a part without an ETag", list("<Part><PartNumber>1</PartNumber></Part>")],
    ["a number that is none", list(part("1e3", etag))],
    ["a negative number", list(part(-1, etag))],
    ["an unknown entity", list(part(1, "&etag;"))],
    ["a document type", `<!DOCTYPE x [<!ENTITY a "b">]>${list(part(1, etag))}`],
    ["an entity that reads a file", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${list(part(1, "&a;"))}`],
    ["a million levels", "<a>".repeat(600_000)],
  ])("with %s is malformed", (_, xml) => {
    expect(() => readPartList(xml)).toThrow(expect.objectContaining({ status: 400, code: "MalformedXML" }));
  });
});
