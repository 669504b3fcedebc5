import { useOperation } from "../../operations/use-operations.ts";

/** What the contract says of a text or a number. */
export interface FieldRule {
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The rule of a parameter, as the server checks it. The page waits for the contract, which is read once. */
export function useFieldRule(action: string, parameter: string): FieldRule {
  const field = useOperation(action).parameters.find(({ name }) => name === parameter);
  if (!field) throw new Error(`The contract has no ${action} with ${parameter}.`);
  return field;
}

export type Fault =
  | { readonly kind: "too-short"; readonly min: number }
  | { readonly kind: "too-long"; readonly max: number; readonly has: number }
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "format" };

/** What the server would refuse in a text that is not empty. */
export function findFault(
  value: string,
  { pattern, minLength = 0, maxLength = Infinity }: FieldRule,
): Fault | undefined {
  if (value.length > maxLength) return { kind: "too-long", max: maxLength, has: value.length };
  if (value.length < minLength) return { kind: "too-short", min: minLength };
  if (pattern === undefined || new RegExp(pattern, "u").test(value)) return undefined;
  const whole = new RegExp(pattern, "u");
  // A rule of characters holds for the empty text too, and for each character by itself.
  const character = whole.test("") ? [...value].find((one) => !whole.test(one)) : undefined;
  return character === undefined ? { kind: "format" } : { kind: "character", character };
}
