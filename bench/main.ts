import { measureConsole } from "./console.ts";
import { type Figure, formatFigure } from "./figure.ts";
import { measureOssComplete } from "./oss-complete.ts";
import { measureOssPut } from "./oss-put.ts";
import { run as decidePolicies } from "./policy-decide.ts";
import { measurePrepare } from "./prepare.ts";
import { measureRpcGet } from "./rpc-get.ts";
import { measureRegister, measureRegisterSingle } from "./rpc-register.ts";
import { measureStart } from "./start.ts";

const measures: Readonly<Record<string, () => Promise<Figure[]>>> = {
  "rpc.get": measureRpcGet,
  "rpc.register": measureRegister,
  "rpc.register.single": measureRegisterSingle,
  "oss.put": measureOssPut,
  "oss.complete": measureOssComplete,
  start: measureStart,
  prepare: measurePrepare,
  console: measureConsole,
  "policy.decide": async () => [await decidePolicies()],
};

const names = process.argv.slice(2).filter((argument) => argument !== "--json");
const asJson = process.argv.includes("--json");
for (const name of names) {
  if (measures[name]) continue;
  console.error(`There is no figure ${name}: there are ${Object.keys(measures).join(", ")}.`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const figure of await measure()) {
    figures.push(figure);
    if (!asJson) console.log(formatFigure(figure));
  }
}
if (asJson) console.log(JSON.stringify(figures, undefined, 2));
