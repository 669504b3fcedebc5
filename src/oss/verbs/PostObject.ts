import type { WrittenBlob } from "../../storage/disk.ts";
import { checkMayWrite, findObject, putObject as storeObject } from "../../storage/objects.ts";
import { admitForm, refuseUnsigned } from "../admit-form.ts";
import { contentTypeOf, digestHeaders, formatStoredHeaders, maxBodyBytes, parseMd5 } from "../body.ts";
import { OssError } from "../errors.ts";
import type { Exchange, SignedExchange } from "../exchange.ts";
import { type Form, readForm } from "../form.ts";
import { formatLocation } from "../names.ts";
import { element, sendXml, xmlDocument } from "../respond.ts";
import { maxObjectBytes } from "../scope.ts";

/** Stores the file of a browser's form. Everything is checked before the first byte of the file is taken. */
export async function postObject(exchange: Exchange): Promise<void> {
  const { request, sender, parts, recorded } = exchange;
  refuseUnsigned(exchange);
  sender.admit();
  const form = await readForm(request);
  const { signed, policy } = await admitForm(exchange, form);
  const forbidOverwrite = form.fields.get("x-oss-forbid-overwrite") === "true";
  const headers = formatStoredHeaders(fieldsAsHeaders(form));
  const expectedMd5Hex = parseMd5(form.fields.get("content-md5"));
  checkMayWrite(await findObject(parts.store.db.read, signed.bucket, signed.key), forbidOverwrite);
  parts.onUpload();
  const maxBytes = Math.min(maxObjectBytes(signed), maxBodyBytes, policy.maxBytes);
  const blob = await parts.store.disk.writeBlob(form.file, { maxBytes, expectedMd5Hex });
  sender.release();
  const refusal = form.failure() ?? (blob.sizeBytes < policy.minBytes ? entityTooSmall(policy.minBytes) : undefined);
  if (refusal) {
    parts.store.disk.discard(blob.blobId);
    throw refusal;
  }
  const { accountId, bucket, key } = signed;
  const contentType = contentTypeOf(form.fields.get("content-type") ?? form.fileType);
  const object = { accountId, bucket, key, contentType, headers };
  const wanted = readWantedAnswer(form);
  await storeObject(recorded.storeOf(wanted.status), object, blob, { forbidOverwrite, now: parts.now() });
  sendAnswer(signed, wanted, blob);
}

const entityTooSmall = (minBytes: number): OssError =>
  new OssError(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size.", {
    extras: { MinSizeAllowed: String(minBytes) },
  });

/** A form is UTF-8; headers are told by their bytes. */
const fieldsAsHeaders = ({ fields }: Form): (readonly [string, string])[] =>
  [...fields].map(([name, value]) => [name, Buffer.from(value).toString("latin1")]);

interface WantedAnswer {
  readonly status: 200 | 201 | 204 | 303;
  /** Where the browser goes next, with 303. */
  readonly next?: URL;
}

function readWantedAnswer({ fields }: Form): WantedAnswer {
  const next = readRedirect(fields.get("success_action_redirect"));
  if (next) return { status: 303, next };
  const status = fields.get("success_action_status");
  return { status: status === "201" ? 201 : status === "200" ? 200 : 204 };
}

function sendAnswer(signed: SignedExchange, { status, next }: WantedAnswer, blob: WrittenBlob): void {
  const { response, bucket, key } = signed;
  const headers = digestHeaders(blob);
  if (next) {
    for (const [name, value] of Object.entries({ bucket, key, etag: headers.ETag })) next.searchParams.set(name, value);
    response.writeHead(status, { ...headers, Location: next.href, "Content-Length": 0 }).end();
    return;
  }
  if (status === 201) {
    const inner = [
      element("Bucket", bucket),
      element("Location", formatLocation(signed)),
      element("Key", key),
      element("ETag", headers.ETag),
    ];
    sendXml(response, status, xmlDocument("PostResponse", inner.join("")), headers);
    return;
  }
  if (status === 200) response.writeHead(status, { ...headers, "Content-Length": 0 }).end();
  else response.writeHead(status, headers).end();
}

/** Where the browser goes next: nowhere but to a web page. */
function readRedirect(text: string | undefined): URL | undefined {
  if (text === undefined || !/^https?:\/\/[^\s\\]+$/i.test(text)) return undefined;
  return URL.parse(text) ?? undefined;
}
