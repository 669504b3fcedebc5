import type { Language } from "../contract/language.ts";
import { type ProductCode, products } from "../contract/operation.ts";
import type { ErrorDescription } from "./describe-error.ts";
import type { FieldDescription } from "./describe-field.ts";
import type { ExampleDescription, OperationDescription } from "./describe-operation.ts";
import { commonSchema, type FieldSchema } from "./field-schema.ts";
import { operationsOf, productCodes } from "./product-operations.ts";
import { productTitles } from "./product-titles.ts";

/** Where the documents say that the API is. */
export interface Place {
  readonly region: string;
  /** Host and port, without a scheme. */
  readonly host: string;
}

export interface ProductEntry {
  readonly code: ProductCode;
  readonly name: string;
  readonly style: "RPC";
  readonly defaultVersion: string;
  readonly versions: readonly string[];
}

interface ApiParameter {
  readonly name: string;
  readonly in: "query";
  readonly style?: "repeatList";
  readonly schema: FieldSchema;
}

export interface ApiDocument {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly methods: readonly ["get", "post"];
  readonly schemes: readonly ["http", "https"];
  readonly security: readonly [{ readonly AK: readonly [] }];
  readonly operationType: "read" | "readAndWrite";
  readonly deprecated: false;
  readonly systemTags: {
    readonly operationType: string;
    readonly riskType: "none" | "high";
    readonly chargeType: "free";
  };
  readonly parameters: readonly ApiParameter[];
  readonly responses: { readonly "200": { readonly schema: FieldSchema } };
  readonly errorCodes: Readonly<Record<string, readonly { errorCode: string; errorMessage: string }[]>>;
  /** JSON text. */
  readonly responseDemo: string;
}

export interface ApiDocuments {
  readonly version: "1.0";
  readonly info: { readonly style: "RPC"; readonly product: ProductCode; readonly version: string };
  readonly directories: readonly {
    readonly id: number;
    readonly title: string;
    readonly type: "directory";
    readonly children: readonly string[];
  }[];
  readonly components: { readonly schemas: Readonly<Record<string, FieldSchema>> };
  readonly apis: Readonly<Record<string, ApiDocument>>;
  readonly endpoints: readonly { readonly regionId: string; readonly endpoint: string }[];
}

/** `/meta/v1/products.json`. */
export const formatProducts = (language: Language): readonly ProductEntry[] =>
  productCodes.map((code) => {
    const { version } = products[code];
    return { code, name: productTitles[language][code], style: "RPC", defaultVersion: version, versions: [version] };
  });

/** `/meta/v1/products/{product}/endpoints.json`. */
export const formatEndpoints = (product: ProductCode, { region, host }: Place) => ({
  code: product,
  endpoints: [{ regionId: region, endpoint: host }],
});

/** `/meta/v1/products/{product}/versions/{version}/api-docs.json`, of operations that are described in this language. */
export function formatApiDocs(
  product: ProductCode,
  operations: readonly OperationDescription[],
  place: Place,
  language: Language,
): ApiDocuments {
  const served = operationsOf(product, operations);
  return {
    version: "1.0",
    info: { style: "RPC", product, version: products[product].version },
    directories: formatDirectories(served, language),
    components: { schemas: {} },
    apis: Object.fromEntries(served.map((operation) => [operation.name, formatApi(operation)])),
    endpoints: formatEndpoints(product, place).endpoints,
  };
}

const directories = [
  { titles: { en: "Read", zh: "读取" }, write: false },
  { titles: { en: "Write", zh: "写入" }, write: true },
] as const;

const formatDirectories = (operations: readonly OperationDescription[], language: Language) =>
  directories
    .map(({ titles, write }, index) => ({
      id: index + 1,
      title: titles[language],
      type: "directory" as const,
      children: operations.filter((operation) => operation.write === write).map(({ name }) => name),
    }))
    .filter(({ children }) => children.length > 0);

/** `/meta/v1/products/{product}/versions/{version}/apis/{Action}/api.json`. */
export function formatApi(operation: OperationDescription): ApiDocument {
  const { name, summary, write, parameters, answer, permissions, errors, behaviours } = operation;
  const access = permissions[0]?.access ?? "none";
  return {
    title: name,
    summary,
    description: behaviours.map(({ statement }) => `- ${statement}`).join("\n"),
    methods: ["get", "post"],
    schemes: ["http", "https"],
    security: [{ AK: [] }],
    operationType: write ? "readAndWrite" : "read",
    deprecated: false,
    systemTags: { operationType: access, riskType: access === "delete" ? "high" : "none", chargeType: "free" },
    parameters: parameters.map(formatParameter),
    responses: { "200": { schema: { type: "object", properties: formatProperties(answer) } } },
    errorCodes: formatErrorCodes(errors),
    responseDemo: JSON.stringify(operation.examples.slice(0, 1).flatMap(formatDemo)),
  };
}

const formatParameter = (field: FieldDescription): ApiParameter => ({
  name: field.name,
  in: "query",
  ...(field.style === "repeated" && { style: "repeatList" as const }),
  schema: formatSchema(field.style === "commas" ? { ...field, type: "string" } : field),
});

function formatSchema(field: FieldDescription): FieldSchema {
  const { maxItems, ...common } = commonSchema(field);
  const isList = field.type === "array";
  return {
    ...common,
    required: field.required,
    ...(field.example !== undefined && { example: String(field.example) }),
    ...(isList && { maxItems, items: formatSchema(field.items ?? textField) }),
    ...(field.fields && { properties: formatProperties(field.fields) }),
  };
}

const textField: FieldDescription = { name: "", type: "string", required: true, description: "" };

const formatProperties = (fields: readonly FieldDescription[]): Readonly<Record<string, FieldSchema>> =>
  Object.fromEntries(fields.map((field) => [field.name, formatSchema(field)]));

function formatErrorCodes(errors: readonly ErrorDescription[]) {
  const byStatus = Map.groupBy(errors, ({ status }) => String(status));
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      list.map(({ code, message }) => ({ errorCode: code, errorMessage: message })),
    ]),
  );
}

const formatDemo = ({ json, xml }: ExampleDescription) => [
  { type: "json", example: json, errorExample: "" },
  { type: "xml", example: xml, errorExample: "" },
];
