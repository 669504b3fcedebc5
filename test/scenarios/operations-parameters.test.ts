import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeHashes } from "../../src/identity/hashes.ts";
import type { Pair } from "../../src/signing/percent-encode.ts";
import { rpcV1StringToSign, signRpcV1 } from "../../src/signing/rpc-v1.ts";
import { rootKey, startTestServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Sent {
  readonly method?: "GET" | "POST";
  readonly query?: readonly Pair[];
  readonly form?: readonly Pair[];
  /** Common parameters that are not sent. */
  readonly without?: readonly string[];
}

/** A signed call whose parameters stand where they are put. */
async function send(action: string, { method = "POST", query = [], form = [], without = [] }: Sent) {
  const common: Pair[] = [
    ["Action", action],
    ["Version", "2020-11-09"],
    ["Format", "JSON"],
    ["AccessKeyId", rootKey.accessKeyId],
    ["SignatureMethod", "HMAC-SHA1"],
    ["SignatureVersion", "1.0"],
    ["SignatureNonce", randomUUID()],
    ["Timestamp", new Date().toISOString()],
  ];
  const sent = [...common.filter(([name]) => !without.includes(name)), ...query];
  const stringToSign = rpcV1StringToSign(method, [...sent, ...form]);
  const signature: Pair = ["Signature", signRpcV1(nodeHashes, rootKey.accessKeySecret, "HMAC-SHA1", stringToSign)];
  const text = (pairs: readonly Pair[]) => new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  const target = `${server.apiUrl}/?${text([...sent, signature])}`;
  const response = await fetch(target, form.length > 0 ? { method, body: text(form) } : { method });
  const { Code, Message, ...answer } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, Code, Message, answer };
}

test.each(["GET", "POST"] as const)("%s is as good as the other, for reads and writes", async (method) => {
  expect(await send("ListYikeProductions", { method })).toMatchObject({ status: 200 });
  const made = await send("CreateYikeProduction", { method, query: [["Title", "a b+c%20&片"]] });
  expect(made).toMatchObject({ status: 200, answer: { ProductionId: expect.stringMatching(/^pd_\d{10}$/) } });
  const { answer } = await send("ListYikeProductions", { query: [["PageSize", "50"]] });
  expect(answer.ProductionList).toContainEqual(expect.objectContaining({ Title: "a b+c%20&片" }));
});

test("parameters may stand in the query, in the body, or in both with one value", async () => {
  const title: Pair = ["Title", "from anywhere"];
  expect(await send("CreateYikeProduction", { form: [title] })).toMatchObject({ status: 200 });
  expect(await send("CreateYikeProduction", { query: [title], form: [title] })).toMatchObject({ status: 200 });
});

test("two values for one parameter are refused by its name", async () => {
  const [one, two]: Pair[] = [
    ["Title", "one"],
    ["Title", "two"],
  ];
  const refused = { status: 400, Code: "InvalidParameter", Message: expect.stringContaining('"Title"') };
  for (const sent of [{ query: [one, two] }, { query: [one], form: [two] }, { form: [two, one] }] as Sent[])
    expect(await send("CreateYikeProduction", sent)).toMatchObject(refused);
});

test("what every call needs is missed in the gateway's words, what the operation needs in the service's", async () => {
  expect(await send("CreateYikeProduction", { without: ["Timestamp"] })).toMatchObject({
    status: 400,
    Code: "MissingTimestamp",
    Message: "Timestamp is mandatory for this action.",
  });
  expect(await send("CreateYikeProduction", {})).toMatchObject({
    status: 400,
    Code: "MissingParameter",
    Message: 'The input parameter "Title" that is mandatory for processing this request is not supplied.',
  });
});

test("names of parameters are letter for letter, and unknown ones are passed over", async () => {
  expect(await send("CreateYikeProduction", { query: [["title", "x"]] })).toMatchObject({ Code: "MissingParameter" });
  const query: Pair[] = [
    ["Title", "x"],
    ["Colour", "red"],
    ["__proto__", "y"],
  ];
  expect(await send("CreateYikeProduction", { query })).toMatchObject({ status: 200 });
});
