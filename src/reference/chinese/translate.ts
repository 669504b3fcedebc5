import type { ErrorDescription } from "../describe-error.ts";
import type { FieldDescription } from "../describe-field.ts";
import type { OperationDescription } from "../describe-operation.ts";
import { assetTexts } from "./assets.ts";
import { errorTexts } from "./errors.ts";
import { medialoftTexts } from "./medialoft.ts";
import { policyTexts } from "./policies.ts";
import { productionTexts } from "./productions.ts";
import { textsOfSeveralProducts } from "./several-products.ts";
import { stsTexts } from "./sts.ts";
import { systemTexts } from "./system.ts";
import { userTexts } from "./users.ts";

/** From each English text of the contracts to the same in Chinese, by topic. */
export const chineseTexts: readonly Readonly<Record<string, string>>[] = [
  textsOfSeveralProducts,
  assetTexts,
  productionTexts,
  userTexts,
  policyTexts,
  stsTexts,
  medialoftTexts,
  systemTexts,
  errorTexts,
];

const byEnglish = new Map(chineseTexts.flatMap((texts) => Object.entries(texts)));

/** In Chinese; a text that has none stays as it is. */
const translate = (english: string): string => byEnglish.get(english) ?? english;

/** What people read of it in Chinese; what stands on the wire stays. */
export const translateOperation = (operation: OperationDescription): OperationDescription => ({
  ...operation,
  summary: translate(operation.summary),
  parameters: operation.parameters.map(translateField),
  answer: operation.answer.map(translateField),
  permissions: operation.permissions.map((permission) => ({
    ...permission,
    resourceType: translate(permission.resourceType),
  })),
  errors: operation.errors.map(translateError),
  behaviours: operation.behaviours.map(({ statement, evidence }) => ({ statement: translate(statement), evidence })),
  examples: operation.examples.map((example) => ({ ...example, title: translate(example.title) })),
});

/** Cause and remedy in Chinese; the message is the one on the wire. */
export const translateError = (error: ErrorDescription): ErrorDescription => ({
  ...error,
  cause: translate(error.cause),
  remedy: translate(error.remedy),
});

const translateField = (field: FieldDescription): FieldDescription => ({
  ...field,
  description: translate(field.description),
  ...(field.items && { items: translateField(field.items) }),
  ...(field.fields && { fields: field.fields.map(translateField) }),
});
