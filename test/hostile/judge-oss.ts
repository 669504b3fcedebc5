import type { WireAnswer } from "./answers.ts";
import { demand, fieldsOf, readXml } from "./judge.ts";

const requestIdPattern = /^[0-9A-F]{24}$/;
const served =
  /^(PutObject|PostObject|InitiateMultipartUpload|UploadPart|ListParts|CompleteMultipartUpload|AbortMultipartUpload|HeadObject|GetObjectMeta|GetObject)$/;

/** Holds an answer of the object door against its form; answers the code of an error. */
export function judgeOss(answer: WireAnswer, isHead: boolean): string | undefined {
  const { status, headers } = answer;
  const requestId = headers.get("x-oss-request-id") ?? "";
  demand(requestIdPattern.test(requestId), `No request id: ${requestId}`);
  demand(headers.get("x-content-type-options") === "nosniff", "Browsers may guess the type.");
  demand(headers.get("access-control-allow-origin") === "*", "A browser could not read this answer.");
  if (status < 400) {
    if (headers.get("content-type") === "application/xml" && !isHead) readXml(answer.body.toString());
    return undefined;
  }
  const xml = isHead && answer.body.length === 0 ? errorInHeader(headers) : errorInBody(answer);
  const root = readXml(xml);
  const fields = fieldsOf(root);
  demand(root.name === "Error", `The root of an error is ${root.name}.`);
  for (const name of ["Code", "Message", "RequestId", "EC", "Diagnosis"]) demand(fields[name], `${name} is empty.`);
  demand("HostId" in fields, "There is no HostId.");
  demand(fields.RequestId === requestId, "The body's RequestId is not that of the header.");
  demand(fields.EC === headers.get("x-oss-ec"), "The body's EC is not that of the header.");
  demand(/^[A-Za-z]{3,60}$/.test(fields.Code ?? ""), `Code ${fields.Code}`);
  if (status === 501) {
    demand(fields.Code === "NotImplemented" && fields.Operation, "501 is for verbs that are not served.");
    demand(!served.test(fields.Operation), `501 for ${fields.Operation}, which is served.`);
  }
  return fields.Code;
}

function errorInHeader(headers: ReadonlyMap<string, string>): string {
  const text = headers.get("x-oss-err");
  demand(text && text.length < 8192, "There is no x-oss-err that clients would take.");
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64"));
}

function errorInBody({ headers, body }: WireAnswer): string {
  demand(headers.get("content-type") === "application/xml", `The type of an error is ${headers.get("content-type")}`);
  return new TextDecoder("utf-8", { fatal: true }).decode(body);
}
