import type { Language } from "../contract/language.ts";
import { type ProductCode, products } from "../contract/operation.ts";
import { formatApi, formatApiDocs, formatEndpoints, formatProducts } from "./api-docs.ts";
import type { OperationDescription } from "./describe-operation.ts";
import { formatOpenApi } from "./openapi.ts";
import { productCodes } from "./product-operations.ts";

/** What the documents that the server hands out are made from. */
export interface DocumentSource {
  /** Described in the language. */
  readonly operations: readonly OperationDescription[];
  readonly language: Language;
  /** Scheme, host and port. */
  readonly apiUrl: string;
  readonly region: string;
}

/** Products as tools of the vendor write them too: `Ram` is RAM. */
const findProduct = (name: string): ProductCode | undefined =>
  productCodes.find((code) => code.toLowerCase() === name.toLowerCase());

/** What `?language=` asks for of the vendor's documents, `EN_US` or `ZH_CN`; English for any other, and of OpenAPI. */
export const documentLanguage = (path: string, asked: string | null): Language =>
  path.startsWith("/meta/") && asked?.toUpperCase() === "ZH_CN" ? "zh" : "en";

/** `/meta/v1/products.json` as tools write it: without an ending too, and with products in another case. */
export function canonicalDocumentPath(path: string): string {
  if (path === "/meta/v1/products") return `${path}.json`;
  return path.replace(/^\/meta\/v1\/products\/(\w+)\//, (whole, name: string) => {
    const product = findProduct(name);
    return product === undefined ? whole : `/meta/v1/products/${product}/`;
  });
}

/** The document at a canonical path, ready for JSON; undefined where there is none. */
export function formatDocument(path: string, source: DocumentSource): object | undefined {
  if (path === "/openapi.json") return formatOpenApi(source.operations, source.apiUrl);
  if (path === "/meta/v1/products.json") return formatProducts(source.language);
  const [, name = "", rest = ""] = /^\/meta\/v1\/products\/(\w+)\/(.+)$/.exec(path) ?? [];
  const product = productCodes.find((code) => code === name);
  return product === undefined ? undefined : formatOfProduct(product, rest, source);
}

function formatOfProduct(product: ProductCode, path: string, source: DocumentSource): object | undefined {
  const { operations, language, apiUrl, region } = source;
  const place = { region, host: apiUrl.replace(/^https?:\/\//, "") };
  if (path === "endpoints.json") return formatEndpoints(product, place);
  const start = `versions/${products[product].version}/`;
  if (path === `${start}api-docs.json`) return formatApiDocs(product, operations, place, language);
  const operation = operations.find(
    ({ name, products: served }) => served.includes(product) && path === `${start}apis/${name}/api.json`,
  );
  return operation && formatApi(operation);
}
