import type { ProductCode } from "../../contract/operation.ts";
import { writeCli } from "./cli.ts";
import { writeCsharp } from "./csharp.ts";
import { writeCurl } from "./curl.ts";
import { writeGo } from "./go.ts";
import { writeJava } from "./java.ts";
import { writePhp } from "./php.ts";
import { sampleProofs } from "./proofs.gen.ts";
import { writePython } from "./python.ts";
import { checkWritable, type SampleId, type SampleProof, type SampleRequest } from "./sample.ts";
import { findTypedPackage } from "./typed-request.ts";
import { writeTypedTypeScript, writeTypeScript } from "./typescript.ts";

/** A form in which code is written. */
export interface SampleKind {
  readonly id: SampleId;
  readonly title: string;
  /** What the file is called in a project. */
  readonly file: string;
  /** For highlighting. */
  readonly syntax: "typescript" | "python" | "java" | "go" | "php" | "csharp" | "shell";
  /** All products unless told. */
  readonly offeredFor?: readonly ProductCode[];
  readonly write: (request: SampleRequest) => string;
}

export interface Sample {
  readonly id: SampleId;
  readonly title: string;
  readonly file: string;
  readonly syntax: SampleKind["syntax"];
  readonly code: string;
  readonly proof: SampleProof;
}

export const sampleKinds: readonly SampleKind[] = [
  {
    id: "typescript-esm",
    title: "TypeScript",
    file: "index.mts",
    syntax: "typescript",
    write: (request) => writeTypeScript(request, "esm"),
  },
  {
    id: "typescript-cjs",
    title: "TypeScript (CommonJS)",
    file: "index.cts",
    syntax: "typescript",
    write: (request) => writeTypeScript(request, "cjs"),
  },
  {
    id: "typescript-typed",
    title: "TypeScript (typed package)",
    file: "index.mts",
    syntax: "typescript",
    offeredFor: ["ICE", "yike"],
    write: writeUnpublished,
  },
  { id: "python", title: "Python", file: "main.py", syntax: "python", write: writePython },
  { id: "java", title: "Java", file: "src/main/java/Main.java", syntax: "java", write: writeJava },
  { id: "go", title: "Go", file: "main.go", syntax: "go", write: writeGo },
  { id: "php", title: "PHP", file: "main.php", syntax: "php", write: writePhp },
  { id: "csharp", title: "C#", file: "Program.cs", syntax: "csharp", write: writeCsharp },
  { id: "cli", title: "aliyun CLI", file: "call.sh", syntax: "shell", write: writeCli },
  { id: "curl", title: "curl", file: "call.sh", syntax: "shell", write: writeCurl },
];

function writeUnpublished(request: SampleRequest): string {
  const typed = findTypedPackage(request.product);
  if (!typed) throw new Error(`${request.product} has no typed package.`);
  return writeTypedTypeScript(request, "esm", typed);
}

/** The forms in which code for a product is offered. */
export const kindsFor = (product: ProductCode): readonly SampleKind[] =>
  sampleKinds.filter(({ offeredFor }) => offeredFor === undefined || offeredFor.includes(product));

/** Code for exactly these parameters. Throws an UnwritableValue for what no program text can hold. */
export function makeSample(kind: SampleKind, request: SampleRequest): Sample {
  checkWritable(request.parameters);
  const { id, title, file, syntax } = kind;
  return { id, title, file, syntax, code: kind.write(request), proof: sampleProofs[id] };
}
