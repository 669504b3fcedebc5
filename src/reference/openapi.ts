import { products } from "../contract/operation.ts";
import type { FieldDescription } from "./describe-field.ts";
import type { OperationDescription } from "./describe-operation.ts";
import { commonSchema, type FieldSchema } from "./field-schema.ts";
import { operationsOf, productCodes } from "./product-operations.ts";

/** An OpenAPI 3.1 document: an RPC call is a POST of a form to `/` whose query names the operation. */
export interface OpenApiDocument {
  readonly openapi: "3.1.1";
  readonly [section: string]: unknown;
}

/** @param endpoint the API address, for instance `http://127.0.0.1:8480` */
export function formatOpenApi(operations: readonly OperationDescription[], endpoint: string): OpenApiDocument {
  const entries = productCodes.flatMap((product) =>
    operationsOf(product, operations).map((operation) => {
      const path = `/?Action=${operation.name}&Version=${products[product].version}`;
      return [path, { post: formatOperation(operation, product) }] as const;
    }),
  );
  return {
    openapi: "3.1.1",
    info: {
      title: "Medialoft",
      version: "2026-11-01",
      summary: "A media asset library that speaks Alibaba Cloud's RPC protocol.",
      description: "Each call is signed with ACS3-HMAC-SHA256, or with the older RPC signature in the query.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: endpoint }],
    security: [{ acs3: [] }],
    tags: productCodes.map((product) => ({
      name: product,
      description: `${products[product].title}, version ${products[product].version}`,
    })),
    paths: Object.fromEntries(entries),
    components,
  };
}

const errorFields: Readonly<Record<string, string>> = {
  RequestId: "Id of the request.",
  HostId: "The address that was called.",
  Code: "What went wrong, for programs.",
  Message: "What went wrong, as the vendor says it.",
  Recommend: "Where more is to be read.",
  Diagnosis: "Cause and remedy, in plain words.",
};

const components = {
  securitySchemes: {
    acs3: {
      type: "apiKey",
      in: "header",
      name: "Authorization",
      description: "ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…",
    },
  },
  schemas: {
    Error: {
      type: "object",
      required: ["RequestId", "HostId", "Code", "Message", "Recommend", "Diagnosis"],
      properties: Object.fromEntries(
        Object.entries(errorFields).map(([name, description]) => [name, { type: "string", description }]),
      ),
    },
  },
  responses: {
    Error: {
      description: "The call was refused.",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
    },
  },
};

function formatOperation(operation: OperationDescription, product: string) {
  const { name, summary, parameters, answer, permissions, examples, errors } = operation;
  const example = examples[0];
  return {
    operationId: `${product}_${name}`,
    tags: [product],
    summary,
    ...(parameters.length > 0 && {
      requestBody: {
        required: parameters.some(({ required }) => required),
        content: { "application/x-www-form-urlencoded": { schema: objectSchema(parameters) } },
      },
    }),
    responses: {
      "200": {
        description: "Done.",
        content: {
          "application/json": {
            schema: objectSchema(answer),
            ...(example && { examples: { first: { summary: example.title, value: JSON.parse(example.json) } } }),
          },
        },
      },
      default: { $ref: "#/components/responses/Error" },
    },
    "x-ram-actions": permissions.map(({ action, resource }) => ({ action, resource })),
    "x-error-codes": errors.map(({ code }) => code),
  };
}

function objectSchema(fields: readonly FieldDescription[]): FieldSchema {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, formatSchema(field)])),
    ...(required.length > 0 && { required }),
  };
}

function formatSchema(field: FieldDescription): FieldSchema {
  const { maxItems, ...common } = commonSchema(field.style === "commas" ? { ...field, type: "string" } : field);
  if (common.type === "array")
    return {
      ...common,
      ...(maxItems !== undefined && { maxItems }),
      items: field.items ? formatSchema(field.items) : {},
    } as FieldSchema;
  return {
    ...common,
    ...(field.example !== undefined && { examples: [field.example] }),
    ...(field.fields && objectSchema(field.fields)),
  };
}
