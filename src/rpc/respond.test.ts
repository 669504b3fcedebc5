import { describe, expect, test } from "vitest";
import { ApiError } from "../contract/errors.ts";
import { chooseFormat, formatAnswer, formatError } from "./respond.ts";

const context = {
  requestId: "0A1B2C3D-0000-0000-0000-000000000000",
  publicApiUrl: "http://127.0.0.1:8480",
  product: "ICE",
  format: "xml",
} as const;

describe("XML", () => {
  const body = (answer: Record<string, unknown>) => formatAnswer(answer, "X", context.requestId, "xml").body;
  const inner = (answer: Record<string, unknown>) => /<\/RequestId>(.*)<\/XResponse>$/s.exec(body(answer))?.[1];

  test("begins with the RequestId in an element named after the action", () => {
    expect(body({})).toBe(`<XResponse><RequestId>${context.requestId}</RequestId></XResponse>`);
  });

  test("is declared in RAM's answers only, as the vendor's samples have it", () => {
    const ofRam = formatAnswer({}, "X", context.requestId, "xml", "RAM").body;
    expect(ofRam).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${body({})}`);
    expect(formatAnswer({}, "X", context.requestId, "xml", "ICE").body).toBe(body({}));
  });

  test.each([
    ["markup", `<a href="x">&</a>`, "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;"],
    ["a line break and a tab", "a\n\tb", "a\n\tb"],
    ["characters beyond the first plane", "😀 中", "😀 中"],
    ["nothing of control characters", "a\0\u0001\u001fb", "ab"],
    ["nothing of what is no character", "a\ufffe\uffffb", "ab"],
    ["nothing of half a surrogate pair", "a\ud800b\udc00", "ab"],
  ])("holds %s", (_name, text, expected) => {
    expect(inner({ T: text })).toBe(`<T>${expected}</T>`);
  });

  test("repeats the element of a list, nests objects, and leaves out what is absent", () => {
    const answer = { L: ["a", "b"], O: { N: 1, B: false }, E: [], U: undefined, Z: null, M: [{ A: "x" }, { A: "y" }] };
    expect(inner(answer)).toBe("<L>a</L><L>b</L><O><N>1</N><B>false</B></O><M><A>x</A></M><M><A>y</A></M>");
  });
});

describe("an error", () => {
  test("has its members in both formats, under the types that the vendor's clients read", () => {
    const error = new ApiError("InvalidParameter", { name: "Media<Id>", diagnosis: "Correct & send it." });
    const json = formatError(error, { ...context, format: "json" });
    expect(json).toMatchObject({ status: 400, contentType: "application/json;charset=utf-8" });
    expect(JSON.parse(json.body)).toEqual({
      RequestId: context.requestId,
      HostId: "127.0.0.1:8480",
      Code: "InvalidParameter",
      Message: 'The specified parameter "Media<Id>" is not valid.',
      Recommend: `http://127.0.0.1:8480/troubleshoot?q=InvalidParameter&product=ICE&requestId=${context.requestId}`,
      Diagnosis: "Correct & send it.",
    });
    const xml = formatError(error, context);
    expect(xml).toMatchObject({ status: 400, contentType: "text/xml;charset=utf-8" });
    expect(xml.body).toMatch(/^<Error><RequestId>.*<Message>The specified parameter &quot;Media&lt;Id&gt;&quot; is/);
    expect(xml.body).toMatch(/<Diagnosis>Correct &amp; send it\.<\/Diagnosis><\/Error>$/);
  });

  test("of throttling says in a header how many milliseconds to wait", () => {
    const { headers } = formatError(new ApiError("Throttling.User", { retryAfterMs: 50 }), context);
    expect(headers).toEqual({ "x-acs-retry-after": "50" });
  });
});

describe("the format", () => {
  test.each([
    ["JSON", "v2", "json"],
    ["json", "v2", "json"],
    ["xMl", "acs3", "xml"],
    [undefined, "v2", "xml"],
    [undefined, "acs3", "json"],
    [undefined, "anonymous", "json"],
  ] as const)("%s, asked in %s, is %s", (asked, protocol, expected) => {
    expect(chooseFormat(asked, protocol)).toBe(expected);
  });

  test.each(["", "yaml", "__proto__", "constructor", "json "])("%j is refused", (asked) => {
    expect(() => chooseFormat(asked, "v2")).toThrow(expect.objectContaining({ code: "InvalidParameter.Format" }));
  });
});
