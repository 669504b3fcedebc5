import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { OssError } from "./errors.ts";

/** A browser's form, read as far as its file, which comes last. */
export interface Form {
  /** Names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  /** Without folders. */
  readonly fileName: string;
  readonly fileType: string;
  readonly file: Readable;
  /** Why the body is not a whole form; known at the latest when the file has come to its end. */
  failure(): OssError | undefined;
}

const fieldsMs = 60_000;
const limits = {
  fields: 100,
  fieldNameSize: 200,
  fieldSize: 8192,
  files: 1,
  parts: 110,
  headerPairs: 50,
  headerSize: 8192,
};

const malformed = (message: string): OssError => new OssError(400, "MalformedPOSTRequest", message);

/** Reads the fields. What follows the file does not count. */
export function readForm(request: IncomingMessage): Promise<Form> {
  return new Promise((resolve, reject) => {
    const parser = createParser(request);
    const fields = new Map<string, string>();
    let failure: OssError | undefined;
    let file: Readable | undefined;
    const fail = (error: OssError): void => {
      failure ??= error;
      clearTimeout(timer);
      request.unpipe(parser);
      file?.destroy(failure);
      reject(failure);
    };
    const timer = setTimeout(
      () => fail(new OssError(400, "RequestTimeout", "The form did not arrive in time.")),
      fieldsMs,
    );
    parser.on("field", (name, value, isNameCut, isValueCut) => {
      if (file) return;
      if (isNameCut || isValueCut) fail(new OssError(400, "FieldItemTooLong", "A field of the form is too long."));
      else if (!addField(fields, name, value)) fail(malformed("A field of the form has no name, or comes twice."));
    });
    parser.on("file", (name, stream, fileName, _encoding, fileType) => {
      clearTimeout(timer);
      stream.on("error", () => undefined);
      file = stream;
      if (name?.toLowerCase() !== "file") fail(malformed("The only file of the form is its field named file."));
      resolve({ fields, file: stream, fileName: fileName ?? "", fileType, failure: () => failure });
    });
    for (const limit of ["fieldsLimit", "partsLimit"] as const) {
      parser.on(limit, () => {
        if (!file) fail(malformed("The form has too many fields."));
      });
    }
    parser.on("error", () => fail(malformed("The body is not well-formed multipart/form-data.")));
    parser.on("finish", () => {
      if (!file) fail(wrongNumberOfFiles());
    });
    request.once("close", () => {
      if (!request.complete) fail(new OssError(400, "RequestTimeout", "The body was cut off."));
    });
    request.pipe(parser);
  });
}

const wrongNumberOfFiles = (): OssError =>
  new OssError(400, "IncorrectNumberOfFilesInPOSTRequest", "POST requires exactly one file upload per request.");

function addField(fields: Map<string, string>, name: string | undefined, value: string): boolean {
  const known = name?.toLowerCase() ?? "";
  if (known === "" || fields.has(known)) return false;
  fields.set(known, value);
  return true;
}

function createParser({ headers }: IncomingMessage): BusboyInstance {
  const type = headers["content-type"] ?? "";
  try {
    if (!/^multipart\/form-data\b/i.test(type)) throw new Error("Another type.");
    return new Busboy({
      headers: { ...headers, "content-type": type },
      fileHwm: 1024 ** 2,
      limits,
      isPartAFile: (name, _type, fileName) => fileName !== undefined || name?.toLowerCase() === "file",
    });
  } catch {
    const message = "Bucket POST must be of the enclosure-type multipart/form-data.";
    throw new OssError(400, "RequestIsNotMultiPartContent", message);
  }
}
