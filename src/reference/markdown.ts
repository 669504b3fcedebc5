import type { Evidence } from "../contract/operation.ts";
import { products } from "../contract/operation.ts";
import { describeDenial, describeErrors, type ErrorDescription, isCommonError } from "./describe-error.ts";
import type { FieldDescription } from "./describe-field.ts";
import type { OperationDescription } from "./describe-operation.ts";
import type { PermissionDescription } from "./describe-permission.ts";
import { operationsOf, productCodes } from "./product-operations.ts";

/** A page of `docs/api/`. */
export interface Page {
  /** Below `docs/api/`. */
  readonly path: string;
  readonly text: string;
}

const made = "Made by `npm run gen` from the contracts.";

/** Every page: the index, one an operation and product, the permissions and the errors. */
export function formatPages(operations: readonly OperationDescription[]): readonly Page[] {
  const pages = productCodes.flatMap((product) =>
    operationsOf(product, operations).map((operation) => ({
      path: `${product}/${operation.name}.md`,
      text: formatOperationPage(operation, product),
    })),
  );
  return [
    { path: "README.md", text: formatIndex(operations) },
    { path: "permissions.md", text: formatPermissionsPage(operations) },
    { path: "errors.md", text: formatErrorsPage(operations) },
    ...pages,
  ];
}

function formatIndex(operations: readonly OperationDescription[]): string {
  const sections = productCodes.flatMap((product) => [
    `## ${products[product].title} (${product} ${products[product].version})\n`,
    table(
      ["Operation", "What it does"],
      operationsOf(product, operations).map(({ name, summary }) => [`[${name}](${product}/${name}.md)`, cell(summary)]),
    ),
  ]);
  const links = "See also: [errors](errors.md), [permissions](permissions.md), [openapi.json](openapi.json).";
  return `# The API\n\n${made} ${links}\n\n${sections.join("\n")}`;
}

function formatPermissionsPage(operations: readonly OperationDescription[]): string {
  const sections = productCodes.flatMap((product) => [
    `## ${product}\n`,
    table(
      ["Operation", ...permissionColumns],
      operationsOf(product, operations).flatMap(({ name, permissions }) =>
        formatPermissions(permissions).map((row, index) => [
          index === 0 ? `[${name}](${product}/${name}.md)` : "",
          ...row,
        ]),
      ),
    ),
  ]);
  return `# What a caller must be allowed\n\n${made} ${permissionLegend}\n\n${sections.join("\n")}`;
}

function formatErrorsPage(operations: readonly OperationDescription[]): string {
  const users = (key: string) => operations.filter(({ errors }) => errors.some((error) => error.key === key));
  const entries = describeErrors().map((error) => {
    const names = users(error.key).map(({ name, products: [product] }) => `[${name}](${product}/${name}.md)`);
    const raised = isCommonError(error.key) ? "Any operation may answer it." : sentence(names);
    return [
      `## ${error.key}\n`,
      `HTTP ${error.status}, \`${error.code}\``,
      `> ${cell(fillNames(error.message))}\n`,
      `*Cause:* ${fillNames(error.cause)} *Remedy:* ${fillNames(error.remedy)}\n`,
      `${raised}\n`,
    ].join("\n");
  });
  const about = "`{name}` stands for the parameter that it is about, `{detail}` for what belongs to the case.";
  return `# Error codes\n\n${made} ${about}\n\n${entries.join("\n")}`;
}

const sentence = (names: readonly string[]): string =>
  names.length === 0 ? "Answered by the server's doors." : `Answered by ${names.join(", ")}.`;

const fillNames = (text: string): string => text.replaceAll("{name}", "`{name}`").replaceAll("{detail}", "`{detail}`");

function formatOperationPage(operation: OperationDescription, product: keyof typeof products): string {
  const { name, summary, write, permissions, parameters, answer, errors } = operation;
  const { title, version } = products[product];
  return [
    `# ${name}\n`,
    `${summary}\n`,
    `${title}: product \`${product}\`, version \`${version}\`, ${write ? "a write" : "a read"}. ${made}\n`,
    "## Permissions\n",
    table(permissionColumns, formatPermissions(permissions)),
    `${permissionLegend}\n`,
    "## Parameters\n",
    parameters.length === 0
      ? "None.\n"
      : table(
          parameterColumns,
          parameters.flatMap((field) => formatField(field, "")),
        ),
    "## Answer\n",
    table(
      answerColumns,
      answer.flatMap((field) => formatAnswerField(field, "")),
    ),
    ...formatExamples(operation),
    "## Errors\n",
    table(errorColumns, [describeDenial(product), ...errors].map(formatError)),
    "Besides those that [any operation](../errors.md) may answer.\n",
    "## How well it is proved\n",
    `${operation.behaviours.map(({ statement, evidence }) => `- ${statement} (${evidences[evidence]})`).join("\n")}\n`,
  ].join("\n");
}

const evidences: Readonly<Record<Evidence, string>> = {
  documented: "documented",
  client: "proved by clients",
  guess: "a guess",
};

const permissionColumns = ["Action", "Access level", "Resource type", "Resource", "Condition keys"];
const permissionLegend = "A star marks a resource that a policy may name; `All Resource` only `*` matches.";

const formatPermissions = (permissions: readonly PermissionDescription[]): readonly string[][] =>
  permissions.map((permission) => {
    const { action, access, resourceType, resource, narrow, when, everyone, dependent, conditionKeys } = permission;
    const notes = [dependent && "dependent", everyone && "everyone has it", when && `when ${when}`].filter(Boolean);
    return [
      `\`${action}\`${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`,
      access,
      `${narrow ? "\\*" : ""}${resourceType}`,
      `\`${resource}\``,
      conditionKeys.length > 0 ? conditionKeys.map((key) => `\`${key}\``).join(", ") : "none of its own",
    ];
  });

const parameterColumns = ["Name", "Type", "Required", "Description", "Example"];

function formatField(field: FieldDescription, before: string): readonly string[][] {
  const name = `${before}${field.name}${field.style === "repeated" ? ".N" : ""}`;
  const row = [
    `\`${name}\``,
    typeOf(field),
    field.required ? "yes" : "no",
    cell([field.description, ...limitsOf(field)].filter((part) => part !== "").join(" ")),
    field.example === undefined ? "" : `\`${cell(String(field.example))}\``,
  ];
  return [row, ...(field.items?.fields ?? []).flatMap((inner) => formatField(inner, `${name}.`))];
}

const typeOf = ({ type, style, items }: FieldDescription): string =>
  style === "commas" ? "string" : type === "array" ? `array of ${items?.type ?? "string"}` : type;

function limitsOf(field: FieldDescription): readonly string[] {
  const { enum: values, default: ifAbsent, minimum, maximum, minLength = 0, maxLength } = field;
  return [
    ...(values ? [`One of ${values.map((value) => `\`${value}\``).join(", ")}.`] : []),
    ...(minimum !== undefined || maximum !== undefined ? [`From ${minimum ?? "…"} to ${maximum ?? "…"}.`] : []),
    ...(maxLength !== undefined
      ? [minLength > 1 ? `Length ${minLength} to ${maxLength}.` : `Length up to ${maxLength}.`]
      : []),
    ...(field.maxItems !== undefined ? [`Up to ${field.maxItems}.`] : []),
    ...(ifAbsent !== undefined ? [`Default \`${ifAbsent}\`.`] : []),
  ];
}

const answerColumns = ["Element", "Type", "Description"];

function formatAnswerField(field: FieldDescription, before: string): readonly string[][] {
  const name = `${before}${field.name}`;
  const inner = field.fields ?? field.items?.fields ?? [];
  const row = [`\`${name}\``, `${typeOf(field)}${field.required ? "" : ", may be absent"}`, cell(field.description)];
  return [row, ...inner.flatMap((child) => formatAnswerField(child, `${name}${field.type === "array" ? "[]" : ""}.`))];
}

const formatExamples = ({ examples }: OperationDescription): readonly string[] =>
  examples.flatMap(({ title, parameters, json, xml, as }) => [
    `## Example: ${title}\n`,
    ...(as === "user" ? ["Called by a user.\n"] : []),
    fence("json", JSON.stringify(parameters, null, 2)),
    "is answered with\n",
    fence("json", json),
    "or, with Format=XML,\n",
    fence("xml", xml),
  ]);

const errorColumns = ["Code", "HTTP", "Cause", "Remedy"];
const formatError = ({ key, code, status, cause, remedy }: ErrorDescription): string[] => [
  `[${code}](../errors.md#${anchorOf(key)})`,
  String(status),
  cell(fillNames(cause)),
  cell(fillNames(remedy)),
];

/** As code hosts make it from a heading. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^\w-]/g, "");

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;

/** Text in a cell of a table. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}
