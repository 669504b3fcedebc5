import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { isWrite, products } from "../../src/contract/operation.ts";
import type { Operation } from "../../src/operations/define.ts";
import { operations } from "../../src/operations/index.gen.ts";
import type { RunningServer } from "../../src/server.ts";
import { demoUserKey } from "../demo-identity.ts";
import { createDemoWorld, type DemoWorld, demoRootKey, sendDemo } from "../demo-world.ts";
import { fillIn, isAsExample } from "./example-text.ts";
import { parseXmlTree, toTree } from "./xml-tree.ts";

let world: DemoWorld;
let read: RunningServer;
beforeAll(async () => {
  world = await createDemoWorld();
  read = await world.start();
});
afterAll(async () => {
  await read[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** Writes have a library of their own; those who only read share one. */
const serverFor = async (operation: Operation): Promise<RunningServer> =>
  isWrite(operation) ? world.start() : { ...read, [Symbol.asyncDispose]: async () => undefined };

const cases = operations.flatMap((operation) =>
  operation.products.flatMap((product) =>
    operation.examples.map((example) => ({ operation, product, example, version: products[product].version })),
  ),
);

test("no operation is left as npm run new has written it", () => {
  const folder = fileURLToPath(new URL("../../src/operations", import.meta.url));
  const unfilled = globSync("**/*.ts", { cwd: folder }).flatMap((path) =>
    readFileSync(`${folder}/${path}`, "utf8")
      .split("\n")
      .filter((line) => line.includes("FILL IN"))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(unfilled).toEqual([]);
});

test("every operation has an example", () => {
  expect(operations.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).toEqual([]);
});

describe.each(cases)("$product $operation.name: $example.title", ({ operation, example, version }) => {
  const key = example.as === "user" ? demoUserKey : demoRootKey;
  const call = { version, action: operation.name, parameters: example.input, key };

  test("answers what the contract says", async () => {
    await using server = await serverFor(operation);
    const { status, body } = await sendDemo(server, call);
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 200 });
    const { RequestId, ...answer } = JSON.parse(body);
    expect(RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(answer).toEqual(fillIn(example.output, answer));
    expect(z.object(operation.output).parse(answer), "fields that the contract does not name").toEqual(answer);
  });

  test("answers the same in XML", async () => {
    await using server = await serverFor(operation);
    const { status, body } = await sendDemo(server, { ...call, format: "XML" });
    expect({ status, body }).toMatchObject({ status: 200 });
    const { [`${operation.name}Response`]: roots = [], ...others } = parseXmlTree(body);
    expect(others).toEqual({});
    const [{ RequestId, ...answer }, ...more] = roots as [ReturnType<typeof parseXmlTree>];
    expect(more).toEqual([]);
    expect(RequestId).toEqual([expect.stringMatching(/^[0-9A-F-]{36}$/)]);
    expect(answer).toEqual(fillIn(toTree(example.output), answer));
  });
});

describe("the rule of made-up texts", () => {
  test.each([
    ["pd_1", "pd_1"],
    ["<ProductionId>", "pd_0123456789"],
    ["a.b/<Hex32>.mp4", `a.b/${"0".repeat(32)}.mp4`],
    ['<base64 of {"id":"<MediaId>"}>', Buffer.from(`{"id":"${"f".repeat(32)}"}`).toString("base64")],
  ])("%s may be %s", (example, actual) => {
    expect(isAsExample(example, actual)).toBe(true);
  });

  test.each([
    ["pd_1", "pd_2"],
    ["<ProductionId>", "pd_1"],
    ["<ProductionId>", "xpd_0123456789"],
    ["a.b", "aXb"],
    ['<base64 of {"id":1}>', Buffer.from('{"id":2}').toString("base64")],
    ["<base64 of {}>", "{}"],
  ])("%s is not %s", (example, actual) => {
    expect(isAsExample(example, actual)).toBe(false);
  });

  test("a name without a form is refused", () => {
    expect(() => isAsExample("<Surprise>", "x")).toThrow("<Surprise>");
  });
});
