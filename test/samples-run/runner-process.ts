import { pathToFileURL } from "node:url";
import { format } from "node:util";

/** What the test asks for: a file to run with these credentials in the environment. */
interface Order {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The moment at which the demo library's examples are called, from now on. */
const shift = Number(process.env.DEMO_NOW) - Date.now();
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given: readonly [] | readonly [string | number]) {
    super(given[0] ?? RealDate.now() + shift);
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
} as DateConstructor;

/** Runs one program as Node would run it alone: what it prints first is its outcome. */
function run({ path, env }: Order): Promise<object> {
  Object.assign(process.env, env);
  return new Promise((resolve) => {
    console.log = (...printed: unknown[]) => resolve({ output: format(...printed) });
    console.error = (...printed: unknown[]) => resolve({ error: format(...printed) });
    import(pathToFileURL(path).href).catch((error: unknown) => resolve({ error: format(error) }));
  });
}

process.on("message", (order: Order) => {
  void run(order).then((outcome) => process.send?.(outcome));
});
