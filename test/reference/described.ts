import { operations } from "../../src/operations/index.gen.ts";
import { describeOperation, type OperationDescription } from "../../src/reference/describe-operation.ts";

/** Every operation, as the reference sees it. */
export const described: readonly OperationDescription[] = operations.map(describeOperation);

export function find(name: string): OperationDescription {
  const operation = described.find((candidate) => candidate.name === name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return operation;
}
