/** `npm run new -- <Product> <Action>`: writes the file of a new operation, and registers it. */
import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AccessLevel, ProductCode } from "../src/contract/operation.ts";
import { products } from "../src/contract/operation.ts";
import { vendorOperations } from "../src/operations/vendor-operations.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const codes = Object.keys(products) as ProductCode[];

const [productName = "", action = "", ...rest] = process.argv.slice(2);
const product = codes.find((code) => code.toLowerCase() === productName.toLowerCase());
if (product === undefined || action === "" || rest.length > 0)
  refuse(`Say which: npm run new -- <${codes.join("|")}> <Action>`);
const problem = nameProblem(product, action);
if (problem !== undefined) refuse(problem);

const servedBy = productsOf(product, action);
const path = `src/operations/${servedBy[0].toLowerCase()}/${action}.ts`;
mkdirSync(dirname(join(root, path)), { recursive: true });
writeFileSync(join(root, path), skeleton(action, servedBy), { flag: "wx" });
await import("./gen.ts");
process.stdout.write(`${path} is written and registered. Until it is filled in, npm run check fails.

1. Replace each text that begins with FILL IN, and write run: wire names are unpacked there, the rest is src/library/.
2. Say in errors what it answers beyond the common ones, and in behaviours how well each behaviour is proved.
3. Give an example that works in the demo library (src/operations/demo.ts): npm test -- test/examples
4. npm run gen, then npm run check. What a user can see and is new has a test in test/scenarios/.
`);

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

/** The vendor's names are taken letter for letter, and never made up. */
function nameProblem(code: ProductCode, name: string): string | undefined {
  if (!/^[A-Z][A-Za-z0-9]{2,63}$/.test(name)) return "An action is written in letters and digits, the first a capital.";
  const present = globSync(`src/operations/*/${name}.ts`, { cwd: root })[0];
  if (present !== undefined)
    return `${name} is there: ${present}. Another product that has it is added to its products.`;
  if (code === "Medialoft")
    return name.includes("Yike")
      ? "The name Yike is the vendor's: Medialoft's own operations do without it."
      : undefined;
  const { version } = products[code];
  if (vendorOperations.get(version)?.has(name)) return undefined;
  return `The vendor's ${code} ${version} has no ${name}. If it has, add the name to src/operations/vendor-operations.ts; if not, it is one of Medialoft's own.`;
}

/** ICE and yike share most operations: one file serves both. */
function productsOf(code: ProductCode, name: string): [ProductCode, ...ProductCode[]] {
  if (code !== "ICE" && code !== "yike") return [code];
  const [first, ...others] = (["ICE", "yike"] as const).filter((each) =>
    vendorOperations.get(products[each].version)?.has(name),
  );
  return [first ?? code, ...others];
}

function accessOf(name: string): AccessLevel {
  const levels = {
    get: /^(Batch)?Get/,
    list: /^(List|Search)/,
    delete: /^Delete/,
    create: /^(Create|Register|Submit)/,
  };
  const found = Object.entries(levels).find(([, verbs]) => verbs.test(name));
  return (found?.[0] ?? "update") as AccessLevel;
}

function skeleton(name: string, servedBy: readonly [ProductCode, ...ProductCode[]]): string {
  return `import { z } from "zod";
import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { defineOperation } from "../define.ts";

/** FILL IN: what its callers rely on, with shapes, units and limits. */
export const ${name} = defineOperation({
  name: "${name}",
  products: [${servedBy.map((code) => `"${code}"`).join(", ")}],
  summary: "FILL IN: what it does, in one sentence.",
  input: {
    Name: text({ description: "FILL IN: what is sent, by its wire name.", maxBytes: 64 }),
  },
  output: {
    Value: z.string().meta({ description: "FILL IN: what is answered, by its wire name." }),
  },
  permissions: [{ action: "${products[servedBy[0]].ramCode}:${name}", access: "${accessOf(name)}", resource: allResources }],
  errors: [],
  behaviours: [{ statement: "FILL IN: what it does where one could expect something else.", evidence: "guess" }],
  examples: [{ title: "FILL IN: a call that works in the demo library", input: { Name: "x" }, output: { Value: "x" } }],
  async run() {
    throw new Error("${name} is not written yet.");
  },
});
`;
}
