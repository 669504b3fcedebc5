/** The forms of what `<Name>` stands for in an example's output: texts and numbers that are others each time. */
const forms: Readonly<Record<string, string>> = {
  AccessKeyId: "(?:LTAI|STS\\.)[A-Za-z0-9-]{20,40}",
  AccessKeySecret: "[A-Za-z0-9]{30,44}",
  AccountId: "[1-9]\\d{15}",
  Bucket: "ml-\\d{16}-[0-9a-f]{6}",
  GroupId: "g-[A-Za-z0-9]{16}",
  Hex32: "[0-9a-f]{32}",
  Marker: "[\\w-]{4,200}",
  MediaId: "[0-9a-f]{32}",
  Number: "\\d+",
  ProductionId: "pd_\\d{10}",
  RoleId: "3\\d{17}",
  SecurityToken: "[\\w+/=-]{40,200}",
  Signature: "[\\w%-]{27,90}",
  UserId: "\\d{18}",
  Version: "\\d+\\.\\d+\\.\\d+",
  WorkspaceId: "ws_\\d{10}",
};

const inBase64 = /^<base64 of (.*)>$/s;

/** Whether the text of an answer is what an example says it is; see `Example` in the contract for the rule. */
export function isAsExample(example: string, actual: string): boolean {
  const decoded = inBase64.exec(example)?.[1];
  if (decoded !== undefined) {
    const bytes = Buffer.from(actual, "base64");
    return bytes.toString("base64") === actual && isAsExample(decoded, bytes.toString());
  }
  const pattern = example.split(/<(\w+)>/).map((part, index) => (index % 2 === 0 ? asPattern(part) : formOf(part)));
  return new RegExp(`^${pattern.join("")}$`, "s").test(actual);
}

const asPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

function formOf(name: string): string {
  const form = forms[name];
  if (form === undefined)
    throw new Error(`No example may hold <${name}>: known are ${Object.keys(forms).join(", ")}. See example-text.ts.`);
  return form;
}

const isText = (example: string, actual: unknown): boolean =>
  typeof actual === "string" ? isAsExample(example, actual) : example === "<Number>" && typeof actual === "number";

/** The example with each made-up text replaced by that of the answer, where it has the right form: then the two are to be equal. */
export function fillIn(example: unknown, actual: unknown): unknown {
  if (typeof example === "string") return isText(example, actual) ? actual : example;
  if (Array.isArray(example))
    return example.map((item, index) => fillIn(item, Array.isArray(actual) ? actual[index] : undefined));
  if (typeof example !== "object" || example === null) return example;
  const counterpart = new Map(typeof actual === "object" && actual !== null ? Object.entries(actual) : []);
  return Object.fromEntries(
    Object.entries(example).map(([name, field]) => [name, fillIn(field, counterpart.get(name))]),
  );
}
