import { type ProductCode, products } from "../../contract/operation.ts";
import type { OperationDescription } from "../describe-operation.ts";

/** A call that code is to be written for. */
export interface SampleRequest {
  readonly operation: OperationDescription;
  readonly product: ProductCode;
  /** As on the wire: lists as `Name.1`, `Name.1.Key` or JSON text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The server's API address, for instance `http://127.0.0.1:8480`. */
  readonly endpoint: string;
}

export type SampleId =
  | "typescript-esm"
  | "typescript-cjs"
  | "typescript-typed"
  | "python"
  | "java"
  | "go"
  | "php"
  | "csharp"
  | "cli"
  | "curl";

/** How well it is proved that a form's code works, over all examples of all operations. */
export interface SampleProof {
  readonly proof: "executed" | "compiled" | "parsed" | "not run";
  /** The programs and packages that it was done with. */
  readonly with: readonly string[];
}

/** A value that cannot be written into a program: a NUL, or half a surrogate pair. */
export class UnwritableValue extends Error {
  readonly parameter: string;

  constructor(parameter: string) {
    super(`${parameter} holds a character that no program text can hold.`);
    this.parameter = parameter;
  }
}

/** Refuses what no language's source can say; the names of parameters are the contract's or numbered ones. */
export function checkWritable(parameters: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (!isWritable(value) || !isWritable(name)) throw new UnwritableValue(name);
  }
}

const isWritable = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** What each sample says about the call: its address in two parts, and its version. */
export function wireOf({ product, endpoint, operation }: SampleRequest) {
  const [, scheme, host] = /^(https?):\/\/([^/?#\s]+)/.exec(endpoint) ?? [];
  if (host === undefined) throw new Error(`${endpoint} is not an http(s) address.`);
  return {
    host,
    protocol: scheme === "https" ? "HTTPS" : "HTTP",
    version: products[product].version,
    action: operation.name,
  } as const;
}

/** Lines of text, each indented; an empty list leaves nothing. */
export const indent = (lines: readonly string[], by: string): string => lines.map((line) => `${by}${line}\n`).join("");
