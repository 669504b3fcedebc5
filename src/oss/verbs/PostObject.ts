import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { nodeHashes } from "../../identity/hashes.ts";
import { checkPostPolicy, type PostPolicy, parsePostPolicy } from "../../signing/oss-post-policy.ts";
import { readPostSignature, verifyPostSignature } from "../../signing/oss-post-signature.ts";
import { isProblem } from "../../signing/oss-request.ts";
import { checkMayWrite, findObject, putObject as storeObject } from "../../storage/objects.ts";
import { findKey } from "../authenticate.ts";
import { maxBodyBytes } from "../body.ts";
import { accessDenied, invalidArgument, OssError } from "../errors.ts";
import type { Exchange, SignedExchange } from "../exchange.ts";
import { locate } from "../locate.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";
import { checkScope, findOwner, maxObjectBytes } from "../scope.ts";
import { checkKey } from "../target.ts";

interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  readonly fileType: string;
  readonly file: Readable;
}

const fileNamePlace = `$\{filename}`;

/** A form upload: signed by its fields, so it is not authenticated like other requests. */
export const isPostObject = ({ method, request, query }: Exchange): boolean =>
  method === "POST" && query.length === 0 && /^multipart\/form-data\b/i.test(request.headers["content-type"] ?? "");

/** Stores the file of a browser's form. Everything is checked before the first byte of the file is taken. */
export async function postObject(exchange: Exchange, expectsContinue: boolean): Promise<void> {
  const { request, parts } = exchange;
  if (expectsContinue) exchange.response.writeContinue();
  const form = await readForm(request);
  try {
    const { signed, policy } = await admit(exchange, form);
    checkMayWrite(await findObject(parts.store.db.read, signed.bucket, signed.key), false);
    parts.onUpload();
    const maxBytes = Math.min(maxObjectBytes(signed), maxBodyBytes, policy.maxBytes);
    const blob = await parts.store.disk.writeBlob(form.file, { maxBytes });
    if (blob.sizeBytes < policy.minBytes) {
      await parts.store.disk.discard(blob.blobId);
      throw new OssError(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size.");
    }
    const contentType = form.fields.get("content-type") ?? form.fileType;
    const object = {
      accountId: signed.accountId,
      bucket: signed.bucket,
      key: signed.key,
      contentType,
      headers: storedHeaders(form),
    };
    await storeObject(parts.store, object, blob, { forbidOverwrite: false, now: parts.now() });
    answer(signed, form, { etag: blob.md5Hex, crc64: blob.crc64 });
  } finally {
    form.file.resume();
  }
}

const storedHeaders = ({ fields }: Form): string =>
  JSON.stringify(Object.fromEntries([...fields].filter(([name]) => name.startsWith("x-oss-meta-"))));

/** Who may put what where, by the form's own fields. */
async function admit(exchange: Exchange, form: Form): Promise<{ signed: SignedExchange; policy: PostPolicy }> {
  const { parts, now } = exchange;
  const { fields } = form;
  for (const name of ["callback", "x-oss-callback"]) {
    if (fields.has(name)) throw invalidArgument(name, "", "Callbacks are not served.");
  }
  const signature = readPostSignature(fields);
  if (!signature) throw accessDenied("The form is not signed.");
  if (isProblem(signature))
    throw invalidArgument(signature.name, "", `The form field ${signature.name} cannot be used.`);
  const key = await findKey(parts.keys, signature.accessKeyId, signature.securityToken, now);
  if (!verifyPostSignature(nodeHashes, key.secret, signature)) {
    throw new OssError(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      {
        ec: "0002-00000040",
        diagnosis: "The form's signature covers its policy field: sign exactly the base64 text that is sent.",
      },
    );
  }
  const bucket = bucketOf(exchange, key.principal);
  const objectKey = (fields.get("key") ?? "").replaceAll(fileNamePlace, () => form.fileName);
  if (objectKey === "") throw invalidArgument("key", "", "The form has no key.");
  checkKey(objectKey);
  const accountId = await findOwner(exchange, bucket, key.principal);
  const signed: SignedExchange = { ...exchange, principal: key.principal, accountId, bucket, key: objectKey };
  checkScope(signed, "PutObject");
  const policy = parsePostPolicy(signature.policy);
  if ("invalid" in policy) throw new OssError(400, "InvalidPolicyDocument", policy.invalid, { ec: "0006-00000218" });
  const checked = new Map([...fields, ["key", objectKey]]);
  const signatureVersion = signature.scheme === "post-v1" ? "v1" : "v4";
  const refusal = checkPostPolicy(policy, { fields: checked, bucket, signatureVersion, now });
  if (refusal) throw accessDenied(`Invalid according to Policy: ${refusal.message}`, { ec: refusal.ec });
  return { signed, policy };
}

function bucketOf(exchange: Exchange, principal: SignedExchange["principal"]): string {
  const named = locate(exchange, principal).find(({ key }) => key === "");
  if (named) return named.realBucket;
  throw invalidArgument("URI", exchange.path, "A form is sent to the bucket itself; the key is one of its fields.");
}

function answer(
  { response, bucket, key, parts }: SignedExchange,
  { fields }: Form,
  { etag, crc64 }: { etag: string; crc64: string },
): void {
  const headers = { ETag: `"${etag}"`, "x-oss-hash-crc64ecma": crc64 };
  const redirect = fields.get("success_action_redirect");
  if (redirect && /^https?:\/\/[^\s\\]+$/i.test(redirect) && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const [name, value] of [
      ["bucket", bucket],
      ["key", key],
      ["etag", `"${etag}"`],
    ] as const)
      url.searchParams.set(name, value);
    response.writeHead(303, { ...headers, Location: url.href, "Content-Length": 0 }).end();
    return;
  }
  const status = fields.get("success_action_status");
  if (status === "201") {
    const location = `${parts.settings.publicObjectUrl}/${bucket}/${key}`;
    const inner = `${element("Bucket", bucket)}${element("Location", location)}${element("Key", key)}${element("ETag", `"${etag}"`)}`;
    sendXml(response, 201, xmlDocument("PostResponse", inner), headers);
    return;
  }
  response
    .writeHead(status === "200" ? 200 : 204, { ...headers, ...(status === "200" ? { "Content-Length": 0 } : {}) })
    .end();
}

const malformed = (message: string): OssError => new OssError(400, "MalformedPOSTRequest", message);

/** Reads the fields up to the file, which comes last; what follows it does not count. */
function readForm(request: IncomingMessage): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    const busboy = startParser(request, reject);
    if (!busboy) return;
    busboy.on("field", (name, value, nameCut, valueCut) => {
      const known = name?.toLowerCase() ?? "";
      if (nameCut || valueCut) reject(new OssError(400, "FieldItemTooLong", "A field of the form is too long."));
      else if (known === "" || fields.has(known)) reject(malformed("A field of the form has no name, or comes twice."));
      else fields.set(known, value);
    });
    busboy.on("file", (name, stream, fileName, _encoding, fileType) => {
      const file = new Readable({ highWaterMark: 1024 * 1024 }).wrap(stream);
      file.on("error", () => undefined);
      if (name?.toLowerCase() === "file") resolve({ fields, file, fileName: fileName ?? "", fileType });
      else reject(malformed("The form's file must be its field named file."));
    });
    busboy.on("fieldsLimit", () => reject(malformed("The form has too many fields.")));
    busboy.on("finish", () =>
      reject(
        new OssError(400, "IncorrectNumberOfFilesInPOSTRequest", "POST requires exactly one file upload per request."),
      ),
    );
    busboy.on("error", () => reject(malformed("The body of the form is not well-formed multipart/form-data.")));
    request.once("aborted", () => reject(malformed("The sender hung up.")));
    request.pipe(busboy);
  });
}

function startParser(request: IncomingMessage, reject: (error: OssError) => void) {
  try {
    return new Busboy({
      headers: { ...request.headers, "content-type": request.headers["content-type"] ?? "" },
      limits: { fields: 100, fieldNameSize: 200, fieldSize: 8192, files: 1, parts: 110, headerPairs: 50 },
    });
  } catch {
    reject(
      new OssError(
        400,
        "RequestIsNotMultiPartContent",
        "Bucket POST must be of the enclosure-type multipart/form-data.",
      ),
    );
    return undefined;
  }
}
