import type { WireAnswer } from "./answers.ts";
import { demand, fieldsOf, readXml } from "./judge.ts";

const errorFields = ["Code", "Diagnosis", "HostId", "Message", "Recommend", "RequestId"];
const requestIdPattern = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const jsonType = "application/json;charset=utf-8";
const xmlType = "text/xml;charset=utf-8";

/** What makes a GET or HEAD a call. */
const callMark =
  /[?&](Action|Version|AccessKeyId|Signature|SignatureMethod|SignatureNonce|SignatureVersion|Timestamp|Format|SecurityToken)=/;

/** Whether these bytes ask for one of the port's pages and not for a call. */
export function asksForPage(bytes: Buffer): boolean {
  const head = bytes.toString("latin1").split("\r\n\r\n", 1)[0] ?? "";
  const [, target] = /^(?:\r\n)*(?:GET|HEAD) +(\S+) /.exec(head) ?? [];
  if (target === undefined || callMark.test(target) || /\r\n(authorization|x-acs-[^:]*):/i.test(head)) return false;
  return ["/", "/healthz", "/readyz", "/metrics"].includes(target.split("?", 1)[0] ?? "");
}

/** A successful answer without ids, times and signatures. */
export interface Success {
  readonly text: string;
}

/** Holds an answer against the envelopes of the signed calls; answers what a successful one says. */
export function judgeRpc(answer: WireAnswer, isHead: boolean): Success | undefined {
  const { status, headers } = answer;
  demand(status < 500, `Status ${status}`);
  const requestId = headers.get("x-acs-request-id") ?? "";
  demand(requestIdPattern.test(requestId), `No request id: ${requestId}`);
  demand(headers.get("x-content-type-options") === "nosniff", "Browsers may guess the type.");
  const type = headers.get("content-type");
  demand(type === jsonType || type === xmlType, `The type ${type}`);
  if (isHead) {
    demand(status >= 400, "A call is never made with HEAD.");
    return undefined;
  }
  const text = new TextDecoder("utf-8", { fatal: true }).decode(answer.body);
  const { root, fields } = type === jsonType ? readJson(text) : readXmlFields(text);
  demand(fields.RequestId === requestId, "The body's RequestId is not that of the header.");
  if (status >= 400) {
    judgeError(fields, type === jsonType ? "Error" : root);
    return undefined;
  }
  demand(status === 200, `Status ${status}`);
  demand(!("Code" in fields), "A successful answer has a Code.");
  return { text: mask(text) };
}

function judgeError(fields: Readonly<Record<string, unknown>>, root: string): void {
  demand(root === "Error", `The root of an error is ${root}.`);
  const names = Object.keys(fields).filter((name) => name !== "AccessDeniedDetail");
  demand(names.sort().join() === errorFields.join(), `The members of the error are ${names.join()}`);
  for (const name of errorFields) demand(typeof fields[name] === "string" && fields[name] !== "", `${name} is empty.`);
  demand(/^[A-Za-z][\w.]{1,200}$/.test(String(fields.Code)), `Code ${fields.Code}`);
}

function readJson(text: string) {
  const fields: Record<string, unknown> = JSON.parse(text);
  demand(typeof fields === "object" && fields !== null && !Array.isArray(fields), "The body is no object.");
  return { root: "", fields };
}

function readXmlFields(text: string): { root: string; fields: Record<string, unknown> } {
  const root = readXml(text);
  return { root: root.name, fields: fieldsOf(root) };
}

const changing: readonly (readonly [RegExp, string])[] = [
  [/[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, "<RequestId>"],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<time>"],
  [/(Expires|Signature|security-token|OSSAccessKeyId)=[^&"<]*/g, "$1="],
  [/[A-Za-z0-9+/]{80,}={0,2}/g, "<base64>"],
  [/\b[0-9a-f]{32}\b/g, "<id>"],
];

const mask = (text: string): string =>
  changing.reduce((masked, [pattern, name]) => masked.replace(pattern, name), text);
