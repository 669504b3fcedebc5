import { z } from "zod";

/** The shapes of the vendor's documents, as they were observed. */
const schemaShape: z.ZodType = z.lazy(() =>
  z.strictObject({
    type: z.enum(["string", "integer", "number", "boolean", "object", "array"]),
    description: z.string().optional(),
    format: z.enum(["int32", "int64"]).optional(),
    required: z.boolean().optional(),
    example: z.string().optional(),
    enum: z.array(z.string()).optional(),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
    pattern: z.string().optional(),
    properties: z.record(z.string(), schemaShape).optional(),
    items: schemaShape.optional(),
  }),
);

export const apiShape = z.strictObject({
  title: z.string(),
  summary: z.string().min(1),
  description: z.string(),
  methods: z.tuple([z.literal("get"), z.literal("post")]),
  schemes: z.tuple([z.literal("http"), z.literal("https")]),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  operationType: z.enum(["read", "readAndWrite"]),
  deprecated: z.boolean(),
  systemTags: z.strictObject({
    operationType: z.enum(["create", "get", "list", "update", "delete", "none"]),
    riskType: z.string(),
    chargeType: z.string(),
  }),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(["query", "formData"]),
      style: z.enum(["json", "repeatList", "flat"]).optional(),
      schema: schemaShape,
    }),
  ),
  responses: z.strictObject({ "200": z.strictObject({ schema: schemaShape }) }),
  errorCodes: z.record(
    z.string().regex(/^\d{3}$/),
    z.array(z.strictObject({ errorCode: z.string(), errorMessage: z.string() })),
  ),
  responseDemo: z.string(),
});

export const demoShape = z.tuple([
  z.strictObject({ type: z.literal("json"), example: z.string(), errorExample: z.string() }),
  z.strictObject({ type: z.literal("xml"), example: z.string(), errorExample: z.string() }),
]);

export const docsShape = z.strictObject({
  version: z.literal("1.0"),
  info: z.strictObject({ style: z.literal("RPC"), product: z.string(), version: z.string() }),
  directories: z.array(
    z.strictObject({ id: z.int(), title: z.string(), type: z.literal("directory"), children: z.array(z.string()) }),
  ),
  components: z.strictObject({ schemas: z.record(z.string(), schemaShape) }),
  apis: z.record(z.string(), apiShape),
  endpoints: z.array(z.strictObject({ regionId: z.string(), endpoint: z.string() })),
});

export const productsShape = z.array(
  z.strictObject({
    code: z.string(),
    name: z.string(),
    style: z.literal("RPC"),
    defaultVersion: z.string(),
    versions: z.array(z.string()).min(1),
  }),
);

export const endpointsShape = z.strictObject({
  code: z.string(),
  endpoints: z.array(z.strictObject({ regionId: z.string(), endpoint: z.string() })).min(1),
});
