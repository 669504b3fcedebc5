import { isSubResource } from "../signing/oss-v1.ts";
import { invalidArgument, notImplemented } from "./errors.ts";
import type { SignedExchange } from "./exchange.ts";
import { checkKey } from "./target.ts";
import { refuseConditions, refuseUnservedValues } from "./unserved.ts";
import { abortMultipartUpload } from "./verbs/AbortMultipartUpload.ts";
import { completeMultipartUpload } from "./verbs/CompleteMultipartUpload.ts";
import { getObject } from "./verbs/GetObject.ts";
import { getObjectMeta } from "./verbs/GetObjectMeta.ts";
import { headObject } from "./verbs/HeadObject.ts";
import { initiateMultipartUpload } from "./verbs/InitiateMultipartUpload.ts";
import { listParts } from "./verbs/ListParts.ts";
import { putObject } from "./verbs/PutObject.ts";
import { uploadPart } from "./verbs/UploadPart.ts";

interface Verb {
  readonly run: (exchange: SignedExchange) => Promise<void>;
  /** The sub-resources that it knows. Any other one would change what is done, so it is refused. */
  readonly subResources: readonly string[];
}

const responseHeaders = [
  "response-content-type",
  "response-content-language",
  "response-content-disposition",
  "response-content-encoding",
  "response-cache-control",
  "response-expires",
];

/** The verbs that are served, besides PostObject, which is signed differently. */
const served = {
  PutObject: { run: putObject, subResources: [] },
  InitiateMultipartUpload: { run: initiateMultipartUpload, subResources: ["uploads", "sequential"] },
  UploadPart: { run: uploadPart, subResources: ["partNumber", "uploadId"] },
  ListParts: { run: listParts, subResources: ["uploadId"] },
  CompleteMultipartUpload: { run: completeMultipartUpload, subResources: ["uploadId"] },
  AbortMultipartUpload: { run: abortMultipartUpload, subResources: ["uploadId"] },
  HeadObject: { run: headObject, subResources: responseHeaders },
  GetObjectMeta: { run: getObjectMeta, subResources: ["objectMeta"] },
  GetObject: { run: getObject, subResources: responseHeaders },
} as const satisfies Record<string, Verb>;

export type ServedVerb = keyof typeof served;

/** Every verb that is served. */
export const servedVerbs: readonly string[] = [...Object.keys(served), "PostObject"];

const isServed = (name: string): name is ServedVerb => Object.hasOwn(served, name);

export const runVerb = (verb: ServedVerb, exchange: SignedExchange): Promise<void> => served[verb].run(exchange);

/** What every signed request may carry. */
const ofSigning: ReadonlySet<string> = new Set([
  "security-token",
  "x-oss-signature-version",
  "x-oss-credential",
  "x-oss-date",
  "x-oss-expires",
  "x-oss-signature",
  "x-oss-additional-headers",
  "x-oss-security-token",
  "x-oss-traffic-limit",
  "x-oss-request-payer",
]);

const readers: ReadonlySet<ServedVerb> = new Set(["GetObject", "HeadObject", "GetObjectMeta", "ListParts"]);

/** Refuses by its real name what is not served, and what would be done only in part. */
export function refuseUnserved(exchange: SignedExchange, name: string): ServedVerb {
  if (!isServed(name)) throw notImplemented(name);
  checkKey(exchange.key);
  const known: readonly string[] = served[name].subResources;
  for (const [parameter, value] of exchange.query) {
    if (!isSubResource(parameter) || ofSigning.has(parameter) || known.includes(parameter)) continue;
    throw invalidArgument(parameter, value, `The parameter ${parameter} is not served with ${name}.`);
  }
  refuseUnservedValues(Object.entries(exchange.request.headers));
  if (!readers.has(name)) refuseConditions(exchange.request.headers);
  return name;
}
