import type { FieldDescription } from "../../src/reference/describe-field.ts";

/** What a form holds, as on the wire: items of lists as `Name.1`, `Name.1.Key`. An empty text is not sent. */
export type Parameters = Readonly<Record<string, string>>;

type Fields = readonly FieldDescription[];

const secretName = /password|secret|credential|token|uploadauth/i;

/** Numbers, switches and the mark of a page. */
const openNames =
  /^(NextToken|PasswordResetRequired|MinimumPasswordLength|PasswordReusePrevention|MaxPasswordAge|AllowUserToChangePassword)$/;

/** Names whose values no link, no history and no code keeps. */
export const isSecret = (name: string): boolean => secretName.test(name) && !openNames.test(name);

/** An address that lets in whoever has it: signed, or with a password or token in it. */
const keyAddress = /[?&](?:[\w-]*signature|[\w-]*token|auth_key|sig)=|:\/\/[^/?#\s]*@/i;

const isSecretPair = (name: string, value: string): boolean => isSecret(name) || keyAddress.test(value);

/** The same with a stand-in for what is secret, and the names of those fields. */
export function withoutSecrets(parameters: Parameters): {
  readonly shown: Parameters;
  readonly secrets: readonly string[];
} {
  const pairs = Object.entries(parameters);
  const secrets = pairs.filter(([name, value]) => isSecretPair(name, value)).map(([name]) => name);
  const shown = pairs.map(([name, value]) => [name, secrets.includes(name) ? `YOUR_${name}` : value]);
  return { shown: Object.fromEntries(shown), secrets };
}

/** The numbers of the items of a list that are there, empty ones included. */
export function itemNumbers(parameters: Parameters, name: string): readonly number[] {
  const numbers = Object.keys(parameters).flatMap((key) => {
    const [, list, number] = /^(\w+)\.(\d+)(?:\.\w+)?$/.exec(key) ?? [];
    return list === name ? [Number(number)] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The names under which the item of a list is sent. */
const itemKeys = ({ name, items }: FieldDescription, number: number): readonly string[] =>
  items?.fields ? items.fields.map((field) => `${name}.${number}.${field.name}`) : [`${name}.${number}`];

export function addItem(parameters: Parameters, field: FieldDescription): Parameters {
  const number = (itemNumbers(parameters, field.name).at(-1) ?? 0) + 1;
  return { ...parameters, ...Object.fromEntries(itemKeys(field, number).map((key) => [key, ""])) };
}

/** Those behind it move up, since numbers have no holes. */
export function removeItem(parameters: Parameters, name: string, removed: number): Parameters {
  const kept = Object.entries(parameters).flatMap(([key, value]) => {
    const [, list, text = "", rest = ""] = /^(\w+)\.(\d+)((?:\.\w+)?)$/.exec(key) ?? [];
    const number = Number(text);
    if (list !== name || number < removed) return [[key, value] as const];
    return number === removed ? [] : [[`${name}.${number - 1}${rest}`, value] as const];
  });
  return Object.fromEntries(kept);
}

/** Without what is empty. */
export const toSend = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ""));

/** Names of required fields that are empty. */
export function findMissing(fields: Fields, parameters: Parameters): readonly string[] {
  const sent = Object.keys(toSend(parameters));
  const isSent = (name: string) => sent.some((key) => key === name || key.startsWith(`${name}.`));
  return fields.filter(({ name, required }) => required && !isSent(name)).map(({ name }) => name);
}

/** The part of a link behind `#`: it never reaches a server or its log. */
export function toFragment(parameters: Parameters): string {
  const shown = Object.entries(toSend(parameters)).filter(([name, value]) => !isSecretPair(name, value));
  return shown.length === 0 ? "" : `#${new URLSearchParams(shown)}`;
}

/** Takes from a link only what the operation has. */
export function fromFragment(fragment: string, fields: Fields): Parameters {
  const names = new Set(fields.map(({ name }) => name));
  const pairs = [...new URLSearchParams(fragment.replace(/^#/, ""))];
  return Object.fromEntries(pairs.filter(([name]) => names.has(name.split(".")[0] ?? "") && !isSecret(name)));
}

/** An example as the form holds it: a list that is one JSON text becomes its items. */
export function fromExample(example: Parameters, fields: Fields): Parameters {
  const pairs = Object.entries(example).flatMap(([name, value]) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field?.style === "repeated" ? spread(name, value) : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

function spread(name: string, text: string): readonly (readonly [string, string])[] {
  const items: unknown = JSON.parse(text);
  if (!Array.isArray(items)) return [[name, text]];
  return items.flatMap((item: unknown, index) => {
    const key = `${name}.${index + 1}`;
    if (typeof item !== "object" || item === null) return [[key, String(item)] as const];
    return Object.entries(item).map(([part, value]) => [`${key}.${part}`, String(value)] as const);
  });
}
