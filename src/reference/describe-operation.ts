import type { ErrorCode } from "../contract/errors.ts";
import { type Behaviour, isWrite, type OperationContract, type ProductCode } from "../contract/operation.ts";
import { describeError, type ErrorDescription } from "./describe-error.ts";
import { describeAnswer, describeInput, type FieldDescription } from "./describe-field.ts";
import { describePermissions, type PermissionDescription } from "./describe-permission.ts";
import { formatXmlDocument } from "./xml-document.ts";

/** An operation as plain data: what reference pages, metadata documents, forms and samples are made from. */
export interface OperationDescription {
  readonly name: string;
  readonly products: readonly ProductCode[];
  readonly summary: string;
  /** Whether a call changes anything. */
  readonly write: boolean;
  readonly parameters: readonly FieldDescription[];
  /** The answer's elements, RequestId first. */
  readonly answer: readonly FieldDescription[];
  /** The operation's own action first. */
  readonly permissions: readonly PermissionDescription[];
  /** Beyond those that every operation may answer. */
  readonly errors: readonly ErrorDescription[];
  readonly behaviours: readonly Behaviour[];
  readonly examples: readonly ExampleDescription[];
}

/** A call of the demo library; in answers `<Name>` stands for what the server makes up anew each time. */
export interface ExampleDescription {
  readonly title: string;
  /** By the account's root, or by a user of it. */
  readonly as: "root" | "user";
  readonly parameters: Readonly<Record<string, string>>;
  /** The whole answer as JSON text. */
  readonly json: string;
  /** The same in XML. */
  readonly xml: string;
}

const requestId = "4C467B38-3910-447D-87BC-AC049166F216";

const requestIdField: FieldDescription = {
  name: "RequestId",
  type: "string",
  required: true,
  description: "Id of the request, for questions about it.",
  example: requestId,
};

export function describeOperation(operation: OperationContract): OperationDescription {
  const { name, products, summary, input, output, permissions, errors, behaviours, examples } = operation;
  return {
    name,
    products,
    summary,
    write: isWrite(operation),
    parameters: describeInput(input),
    answer: [requestIdField, ...describeAnswer(output)],
    permissions: describePermissions(permissions),
    errors: errors.map((key: ErrorCode) => describeError(key)),
    behaviours,
    examples: examples.map((example) => {
      const answer = { RequestId: requestId, ...example.output };
      return {
        title: example.title,
        as: example.as ?? "root",
        parameters: example.input,
        json: JSON.stringify(answer, null, 2),
        xml: formatXmlDocument(`${name}Response`, answer).trimEnd(),
      };
    }),
  };
}
