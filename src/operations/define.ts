import { z } from "zod";
import { ApiError } from "../contract/errors.ts";
import { findFieldError } from "../contract/identity-fields.ts";
import { isListField } from "../contract/list-fields.ts";
import { gatherLists } from "../contract/numbered-lists.ts";
import type { OperationContract, Shape } from "../contract/operation.ts";
import type { CallContext } from "./context.ts";

export type Answer = Readonly<Record<string, unknown>>;
export type Parameters = Readonly<Record<string, string>>;

/** An operation as the doors see it. */
export interface Operation extends OperationContract {
  /** Checks the parameters against the contract and answers the call that is ready to run. Throws an ApiError naming the field. */
  accept(parameters: Parameters): (context: CallContext) => Promise<Answer>;
}

interface Definition<I extends Shape, O extends Shape> extends OperationContract<I, O> {
  run(input: z.output<z.ZodObject<I>>, context: CallContext): Promise<z.input<z.ZodObject<O>>>;
}

/** Ties a contract to its code. An operation without permissions or examples does not compile. */
export function defineOperation<I extends Shape, O extends Shape>(definition: Definition<I, O>): Operation {
  const { run, ...contract } = definition;
  const schema = z.object(contract.input);
  const lists = Object.keys(contract.input).filter((name) => isListField(contract.input[name]));
  return {
    ...contract,
    accept(sent) {
      const parameters = lists.length > 0 ? gatherLists(sent, lists) : sent;
      const result = schema.safeParse(parameters);
      if (!result.success) throw toError(result.error, parameters);
      const input = result.data as z.output<z.ZodObject<I>>;
      return (context) => run(input, context) as Promise<Answer>;
    },
  };
}

/** The first field that is wrong: absent and needed, or present and unusable. */
function toError(error: z.ZodError, parameters: Parameters): ApiError {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? "");
  if (parameters[name] === undefined) return new ApiError("MissingParameter", { name });
  const { errorCode = "InvalidParameter", detail } = findFieldError(issue) ?? {};
  return new ApiError(errorCode, { name, detail, diagnosis: `${name} cannot be used. ${issue?.message ?? ""}` });
}
