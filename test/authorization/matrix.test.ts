import { mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ApiError } from "../../src/contract/errors.ts";
import { type ProductCode, products } from "../../src/contract/operation.ts";
import type { Principal } from "../../src/contract/principal.ts";
import { Accounts } from "../../src/identity/accounts.ts";
import { PolicySets } from "../../src/identity/policy-sets.ts";
import { operations } from "../../src/operations/index.gen.ts";
import { objectActions } from "../../src/oss/actions.ts";
import { OssError } from "../../src/oss/errors.ts";
import { checkScope } from "../../src/oss/scope.ts";
import { servedVerbs } from "../../src/oss/verb.ts";
import { findOperation } from "../../src/rpc/find-operation.ts";
import { permit } from "../../src/rpc/permit.ts";
import { openWorkspace, type Workspace } from "./principals.ts";

const golden = new URL("../golden/authorization-matrix.txt", import.meta.url);
const regenerate =
  "If this is meant, write the file anew with MEDIALOFT_TEST_UPDATE_GOLDEN=1 npx vitest run test/authorization/matrix.test.ts and read the difference.";

const region = "cn-shanghai";
const now = Date.now();
const client = { address: "127.0.0.1", protocol: "http" } as const;
const recorded = { judged: () => undefined };
const isDenied = (error: unknown) => (error instanceof ApiError || error instanceof OssError) && error.status === 403;

/** Asks the doors' own way to yes or no. Whatever else goes wrong fails the test. */
async function isAllowed(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    (error: unknown) => {
      if (isDenied(error)) return false;
      throw error;
    },
  );
}

function makeAsking({ opened, bucket, objectKey }: Workspace) {
  const policySets = new PolicySets(opened.db.read);
  const catalogue = [...operations.flatMap(({ permissions }) => permissions), ...objectActions];
  const parts = { policySets, catalogue, region };
  const accounts = new Accounts(opened.db.read);
  const door = { ...parts, accounts, settings: { region }, clientOf: () => client };
  const response = { setHeader: () => undefined };
  return {
    call(principal: Principal, product: ProductCode, action: string, parameters: Readonly<Record<string, string>>) {
      const found = findOperation({ action, version: products[product].version });
      const asked = { principal, found, client, parameters, now, recorded };
      return permit(asked as never, parts);
    },
    object(principal: Principal, verb: string) {
      const asking = { parts: door, recorded, request: {}, response, now };
      return checkScope(asking as never, principal, { realBucket: bucket, key: objectKey }, verb);
    },
  };
}

/** One row an operation or verb, one column a principal. */
async function drawMatrix(workspace: Workspace): Promise<string> {
  const asking = makeAsking(workspace);
  const rows: string[][] = [];
  const row = async (name: string, ask: (principal: Principal) => Promise<unknown>) => {
    const cells = [...workspace.principals.values()].map(async (principal) =>
      (await isAllowed(ask(principal))) ? "allow" : "-",
    );
    rows.push([name, ...(await Promise.all(cells))]);
  };
  for (const { name, products: codes, examples } of operations) {
    for (const product of codes)
      await row(`${product} ${name}`, (principal) => asking.call(principal, product, name, examples[0].input));
  }
  for (const verb of servedVerbs) await row(`OSS ${verb}`, (principal) => asking.object(principal, verb));
  rows.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const names = [...workspace.principals.keys()];
  const widths = names.map((name) => Math.max(name.length, "allow".length) + 2);
  const line = ([first = "", ...cells]: readonly string[]) =>
    [first.padEnd(44), ...cells.map((cell, i) => cell.padEnd(widths[i] ?? 0))].join("").trimEnd();
  return [head, line(["", ...names]), ...rows.map(line), ""].join("\n");
}

const head = `# Who may call what and ask for which object, as the doors decide it. "-" is a denial. Each operation is asked about with
# the parameters of its first example, each verb about the key that the upload credential was made for, in the bucket of
# the first account. What an operation refuses by itself is not in here: AssumeRole to a root, ChangePassword to whoever is
# no user, CreateAccount to whoever is not of the first account.
#
# root, other root    the accounts' own keys; the other one's calls are about its own account
# admin               a user with AdministratorAccess
# ice full, ice read  users with AliyunICEFullAccess and AliyunICEReadOnlyAccess
# own read            a user with MedialoftReadOnlyAccess
# role, narrowed      sessions of a role that allows everything, the second with a session policy that allows ice:Get*,
#                     ice:CreateYikeAssetUpload and oss:GetObject
# upload, object URL  the keys behind an upload credential and behind the address of an object
`;

test("every operation and every verb is allowed to exactly those whom the golden file names", async () => {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), "medialoft-matrix-")));
  const drawn = await drawMatrix(await openWorkspace(stack, folder.path));
  if (process.env.MEDIALOFT_TEST_UPDATE_GOLDEN) await writeFile(golden, drawn);
  const kept = await readFile(golden, "utf8");
  expect(drawn, regenerate).toBe(kept);
});

test("the golden file has a row for each operation and verb, and none for what is gone", async () => {
  const kept = (await readFile(golden, "utf8")).split("\n").filter((line) => /^\w/.test(line));
  const names = kept.map((line) => line.split(" ").slice(0, 2).join(" "));
  const served = [
    ...operations.flatMap(({ name, products: codes }) => codes.map((code) => `${code} ${name}`)),
    ...servedVerbs.map((verb) => `OSS ${verb}`),
  ];
  expect(names, regenerate).toEqual(served.toSorted());
});

test("who is nobody, or holds a key for one object, calls no operation, and nobody gets at another account's objects", async () => {
  const kept = await readFile(golden, "utf8");
  const lines = kept.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const names = lines[0]?.trim().split(/ {2,}/) ?? [];
  const cellsOf = (line: string) => line.slice(44).trim().split(/ {2,}/);
  for (const line of lines.slice(1)) {
    const cells = new Map(cellsOf(line).map((cell, i) => [names[i], cell]));
    expect(cells.get("anonymous"), line).toBe("-");
    const closed = line.startsWith("OSS ") ? ["other root"] : ["upload", "object URL"];
    for (const name of closed) expect(cells.get(name), `${name}: ${line}`).toBe("-");
  }
});
