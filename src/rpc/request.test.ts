import { describe, expect, test } from "vitest";
import { type IncomingCall, readRequest } from "./request.ts";

const formType = "application/x-www-form-urlencoded";

const incoming = (more: Partial<Omit<IncomingCall, "body">> & { body?: string | Buffer }): IncomingCall => ({
  method: "POST",
  target: "/",
  headers: {},
  requestId: "R",
  client: { address: "127.0.0.1", protocol: "http" },
  ...more,
  body: Buffer.from(more.body ?? ""),
});
const read = (more: Parameters<typeof incoming>[0]) => readRequest(incoming(more));
const parameters = (more: Parameters<typeof incoming>[0]) => Object.fromEntries(read(more).parameters);
const refused = (name: string, diagnosis = /./) =>
  expect.objectContaining({
    code: "InvalidParameter",
    message: expect.stringContaining(`"${name}"`),
    diagnosis: expect.stringMatching(diagnosis),
  });
const json = (body: string | Buffer) => ({ headers: { "content-type": "application/json" }, body });

describe("parameters", () => {
  test("come from query and form together, decoded once", () => {
    const target = "/?A=1%2B1&B=a+b&C&%E4%B8%AD=%2525";
    expect(parameters({ target, headers: { "content-type": formType }, body: "D=%26&E=" })).toEqual({
      A: "1+1",
      B: "a b",
      C: "",
      D: "&",
      E: "",
      中: "%25",
    });
  });

  test("that come twice must say the same both times", () => {
    expect(parameters({ target: "/?A=1&A=1", body: "A=1" })).toEqual({ A: "1" });
    expect(() => read({ target: "/?A=1&A=2" })).toThrow(refused("A", /sent twice/));
    expect(() => read({ target: "/?A=1", body: "A=2" })).toThrow(refused("A", /sent twice/));
  });

  test("may have the names of the language's own objects", () => {
    const { parameters } = read({ target: "/?__proto__=x&constructor=y" });
    expect([parameters.get("__proto__"), parameters.get("constructor")]).toEqual(["x", "y"]);
  });

  test.each(["/?A=%", "/?A=%zz", "/?%ff=1", "/?A=%ed%a0%80", `/?${"a&".repeat(5001)}`])(
    "that cannot be decoded, or are too many, are refused: %.20s",
    (target) => {
      expect(() => read({ target })).toThrow(refused("query"));
    },
  );

  test("of a body without a type, or with a charset, are those of a form", () => {
    expect(parameters({ body: "A=1" })).toEqual({ A: "1" });
    expect(
      parameters({ headers: { "content-type": `${formType.toUpperCase()}; charset=utf-8` }, body: "A=1" }),
    ).toEqual({
      A: "1",
    });
  });

  test("are not looked for in a body of another type", () => {
    expect(parameters({ headers: { "content-type": "text/plain" }, body: "A=1" })).toEqual({});
  });

  test("of a body that is not UTF-8 are refused", () => {
    expect(() => read({ body: Buffer.from([0x41, 0x3d, 0xff]) })).toThrow(refused("body"));
    expect(() => read(json(Buffer.from('{"A":"\xff"}', "latin1")))).toThrow(refused("body"));
  });
});

describe("a JSON body", () => {
  test("gives its fields as text: numbers, flags, lists joined by commas, objects as JSON; null is absent", () => {
    const body = '{"A":1,"B":true,"C":["a","b",3],"D":{"x":[1]},"E":[{"y":1}],"F":null,"G":""}';
    expect(parameters(json(body))).toEqual({
      A: "1",
      B: "true",
      C: "a,b,3",
      D: '{"x":[1]}',
      E: '[{"y":1}]',
      G: "",
    });
  });

  test.each(["[]", "null", "1", '"a"', "{", "", "{'a':1}", '{"a":1}x', "[".repeat(100_000)].filter((body) => body))(
    "that is no object is refused: %.20s",
    (body) => {
      expect(() => read(json(body))).toThrow(refused("body"));
    },
  );

  test("that is very deep is read or refused, and nothing worse", () => {
    for (const depth of [1000, 50_000, 200_000]) {
      const body = `{"A":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`;
      try {
        expect(parameters(json(body)).A?.length).toBeGreaterThan(depth);
      } catch (error) {
        expect(error).toEqual(refused("body"));
      }
    }
  });

  test("is refused where the signature does not cover it", () => {
    const call = { ...json('{"A":1}'), target: "/?Signature=x&AccessKeyId=y" };
    expect(() => read(call)).toThrow(refused("body", /does not cover/));
  });
});

describe("the protocol", () => {
  test.each<[string, Parameters<typeof incoming>[0], string]>([
    ["an Authorization header of that scheme", { headers: { authorization: "ACS3-HMAC-SHA256 x" } }, "acs3"],
    ["a variant that is not served", { headers: { authorization: "ACS3-RSA-SHA256 x" } }, "acs3"],
    ["a signature among the parameters", { target: "/?Signature=x" }, "v2"],
    ["an AccessKeyId among them", { body: "AccessKeyId=x" }, "v2"],
    ["nothing of both", { target: "/?Action=x" }, "anonymous"],
    ["a header of another scheme", { headers: { authorization: "Basic x" } }, "anonymous"],
  ])("is told by %s", (_name, call, protocol) => {
    expect(read(call).protocol).toBe(protocol);
  });

  test("decides whether Action and Version of the headers or of the parameters count", () => {
    const headers = { "x-acs-action": "InHeader", "x-acs-version": "h" };
    const signed = { ...headers, authorization: "ACS3-HMAC-SHA256 x" };
    const target = "/?Action=InQuery&Version=q";
    const both = [read({ target, headers: signed }), read({ target, headers })];
    expect(both.map(({ action, version }) => [action, version])).toEqual([
      ["InHeader", "h"],
      ["InQuery", "q"],
    ]);
    expect(read({ headers }).action).toBe("InHeader");
    expect(read({ target, headers: { authorization: "ACS3-HMAC-SHA256 x" } }).action).toBe("InQuery");
  });
});

test.each(["PUT", "DELETE", "HEAD", "OPTIONS", "get"])("a call made with %s is refused", (method) => {
  expect(() => read({ method })).toThrow(expect.objectContaining({ code: "UnsupportedHTTPMethod" }));
});
