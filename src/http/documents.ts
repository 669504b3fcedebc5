import type { IncomingMessage, ServerResponse } from "node:http";
import type { Language } from "../contract/language.ts";
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
  readonly #parts: DocumentsParts;
  readonly #formatters = new Map<Language, Promise<Formatter>>();
  readonly #files = new Map<string, Promise<File>>();

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
  }

  /** What answers a GET for this path and query, or undefined where there is no such document. */
  async find(target: string, headers: IncomingMessage["headers"]) {
    const [path = "", query] = target.split("?", 2);
    const { canonicalDocumentPath, documentLanguage } = await import("../reference/served-documents.ts");
    const name = canonicalDocumentPath(path);
    const language = documentLanguage(name, new URLSearchParams(query).get("language"));
    const file = await (this.#files.get(`${language} ${name}`) ?? this.#make(name, language));
    return file && ((response: ServerResponse) => sendFile(response, file, { path: name, headers }));
  }

  async #make(name: string, language: Language): Promise<File | undefined> {
    const formatter = this.#formatters.get(language) ?? loadFormatter(this.#parts, language);
    this.#formatters.set(language, formatter);
    const document = (await formatter)(name);
    if (document === undefined) return undefined;
    const file = makeFile(Buffer.from(`${JSON.stringify(document)}\n`), ".json");
    this.#files.set(`${language} ${name}`, file);
    return file;
  }
}

type Formatter = (path: string) => object | undefined;

async function loadFormatter({ operations, apiUrl, region }: DocumentsParts, language: Language): Promise<Formatter> {
  const { formatDocument } = await import("../reference/served-documents.ts");
  const { describeOperation } = await import("../reference/describe-operation.ts");
  const { translateOperation } = await import("../reference/chinese/translate.ts");
  const described = operations.map(describeOperation);
  const told = language === "zh" ? described.map(translateOperation) : described;
  const source: DocumentSource = { operations: told, language, apiUrl, region };
  return (path) => formatDocument(path, source);
}
