import type { IncomingMessage, ServerResponse } from "node:http";
import type { OperationContract } from "../contract/operation.ts";
import type { DocumentSource } from "../reference/served-documents.ts";
import { type File, makeFile, sendFile } from "./console-files.ts";

interface DocumentsParts {
  readonly operations: readonly OperationContract[];
  readonly apiUrl: string;
  readonly region: string;
}

/** Whether a path is one of the documents for tools: the vendor's metadata, or OpenAPI. */
export const isDocumentPath = (path: string): boolean => path === "/openapi.json" || /^\/meta\/v1(?:\/|$)/.test(path);

/** The API as documents. What makes them is loaded, and each of them is made, when somebody first asks. */
export class Documents {
  readonly #load: () => Promise<Formatter>;
  #formatter: Promise<Formatter> | undefined;
  readonly #files = new Map<string, Promise<File>>();

  constructor(parts: DocumentsParts) {
    this.#load = () => loadFormatter(parts);
  }

  /** What answers a GET for this path, or undefined where there is no such document. */
  async find(path: string, headers: IncomingMessage["headers"]) {
    this.#formatter ??= this.#load();
    const { canonical, format } = await this.#formatter;
    const name = canonical(path);
    const file = await (this.#files.get(name) ?? this.#make(name, format));
    return file && ((response: ServerResponse) => sendFile(response, file, { path: name, headers }));
  }

  #make(name: string, format: Formatter["format"]): Promise<File> | undefined {
    const document = format(name);
    if (document === undefined) return undefined;
    const file = makeFile(Buffer.from(`${JSON.stringify(document)}\n`), ".json");
    this.#files.set(name, file);
    return file;
  }
}

interface Formatter {
  readonly canonical: (path: string) => string;
  readonly format: (path: string) => object | undefined;
}

async function loadFormatter({ operations, apiUrl, region }: DocumentsParts): Promise<Formatter> {
  const { canonicalDocumentPath, formatDocument } = await import("../reference/served-documents.ts");
  const { describeOperation } = await import("../reference/describe-operation.ts");
  const source: DocumentSource = { operations: operations.map(describeOperation), apiUrl, region };
  return { canonical: canonicalDocumentPath, format: (path) => formatDocument(path, source) };
}
