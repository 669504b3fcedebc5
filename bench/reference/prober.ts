// Opens a file with node-av, reads what streams it holds, and says how long that took, in milliseconds.
import { Dictionary, FormatContext } from "node-av/lib";

const [path = ""] = process.argv.slice(2);

function probeMs(): number {
  const began = performance.now();
  const context = new FormatContext();
  using options = Dictionary.fromObject({});
  const opened = context.openInputSync(path, null, options);
  if (opened < 0 || context.findStreamInfoSync(null) < 0) throw new Error(`It cannot be read: ${opened}.`);
  if ((context.streams?.length ?? 0) === 0) throw new Error("It has no streams.");
  context.closeInputSync();
  return performance.now() - began;
}

probeMs();
console.log(JSON.stringify({ ready: true, milliseconds: probeMs() }));
