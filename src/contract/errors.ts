import { identityErrors } from "./identity-errors.ts";
import type { Language } from "./language.ts";

/** What an error answer means: the one catalogue from which answers and documentation are made. */
export interface ErrorDefinition {
  /** The code on the wire when it differs from the catalogue's key; `{name}` stands for the parameter. */
  readonly code?: string;
  readonly status: number;
  /** The wire text; `{name}` and `{detail}` are filled in. */
  readonly message: string;
  /** Why it happens, in plain words. */
  readonly cause: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

const invalidSignature = "Specified signature is not matched with our calculation. server string to sign is:{detail}";

/** Gateway texts as published for Alibaba's API gateway; IMS texts as published for the service. */
export const errorCatalogue = {
  MissingCommonParameter: {
    code: "Missing{name}",
    status: 400,
    message: "{name} is mandatory for this action.",
    cause: "A parameter that every call needs is absent.",
    remedy: "Send {name}. Alibaba's SDKs do so by themselves when they are given an AccessKey.",
  },
  InvalidCommonParameter: {
    code: "Invalid{name}",
    status: 400,
    message: "Specified parameter {name} is not valid.",
    cause: "A parameter that every call carries has a value that cannot be used.",
    remedy: "Correct {name}.",
  },
  InvalidVersion: {
    status: 400,
    message: "Specified parameter Version is not valid.",
    cause: "No product is served under this version.",
    remedy:
      "Use a version that this server knows: 2020-11-09 (ICE), 2026-03-19 (yike), 2015-05-01 (RAM), 2015-04-01 (STS) or 2026-11-01 (Medialoft).",
  },
  "InvalidAction.NotFound": {
    status: 404,
    message: "Specified api is not found, please check your url and method.",
    cause: "The product has no operation of this name.",
    remedy: "Check the spelling of Action and that Version belongs to the product that has it.",
  },
  UnsupportedOperation: {
    status: 400,
    message: "The specified operation is not supported.",
    cause: "The vendor has this operation, and this server does not serve it.",
    remedy: "Use one of the served operations, or call the vendor for this one.",
  },
  UnsupportedHTTPMethod: {
    status: 400,
    message: "This http method is not supported.",
    cause: "Calls are made with GET or POST.",
    remedy: "Send the call with GET or POST.",
  },
  "InvalidParameter.Format": {
    status: 400,
    message: "Specified parameter format is not valid.",
    cause: "Format is neither JSON nor XML.",
    remedy: "Send Format=JSON or Format=XML.",
  },
  "InvalidAccessKeyId.NotFound": {
    status: 404,
    message: "Specified access key is not found.",
    cause: "This server has no such AccessKey.",
    remedy: "Check the AccessKeyId for blanks or a mix-up with the secret, and that the client talks to this server.",
  },
  "InvalidAccessKeyId.Inactive": {
    status: 400,
    message: "Specified access key is disabled.",
    cause: "The AccessKey exists and was switched off.",
    remedy: "Switch the AccessKey on again or use another one.",
  },
  MissingSecurityToken: {
    status: 400,
    message: "SecurityToken is mandatory for this action.",
    cause: "A temporary AccessKey (STS.…) works only together with its token.",
    remedy: "Send the SecurityToken that came with this temporary AccessKey.",
  },
  "InvalidSecurityToken.Expired": {
    status: 400,
    message: "Specified SecurityToken is expired.",
    cause: "The temporary credential has reached its end.",
    remedy: "Ask for a new temporary credential.",
  },
  "InvalidSecurityToken.Malformed": {
    status: 400,
    message: "Specified SecurityToken is malformed.",
    cause: "A token was sent with a long-lived AccessKey, which has none.",
    remedy: "Send no SecurityToken with a long-lived AccessKey.",
  },
  "InvalidSecurityToken.MismatchWithAccessKey": {
    status: 400,
    message: "Specified SecurityToken mismatch with the AccessKey.",
    cause: "The token belongs to another temporary AccessKey or was cut off.",
    remedy: "Use AccessKeyId, AccessKeySecret and SecurityToken of one and the same answer.",
  },
  "InvalidTimeStamp.Format": {
    status: 400,
    message: "Specified time stamp or date value is not well formatted.",
    cause: "The time of the request is not written as yyyy-MM-ddTHH:mm:ssZ.",
    remedy: "Send the time in UTC as yyyy-MM-ddTHH:mm:ssZ.",
  },
  "InvalidTimeStamp.Expired": {
    status: 400,
    message: "Specified time stamp or date value is expired.",
    cause: "The client's clock and the server's are too far apart.",
    remedy: "Set the client's clock, or sign the request again instead of sending an old one.",
  },
  InvalidSignatureMethod: {
    status: 400,
    message: "Specified signature method is not valid.",
    cause: "Served are HMAC-SHA1 and HMAC-SHA256, and ACS3-HMAC-SHA256.",
    remedy: "Set the client's signature method to one of these.",
  },
  IncompleteSignature: {
    status: 400,
    message: "The request signature does not conform to Aliyun standards. server string to sign is:{detail}",
    cause: "The Authorization header is incomplete, or a header that must be signed is not.",
    remedy: "Sign host, content-type and every x-acs-* header that is sent.",
  },
  SignatureDoesNotMatch: {
    status: 400,
    message: invalidSignature,
    cause: "The signature was made with another secret or over another request than the one that arrived.",
    remedy: "Check the AccessKey secret first; then compare the server's string to sign with the client's.",
  },
  "SignatureDoesNotMatch.V3": {
    code: "SignatureDoesNotMatch",
    status: 400,
    message: "Specified signature does not match our calculation. {detail}",
    cause: "The signature was made with another secret or over another request than the one that arrived.",
    remedy: "Check the AccessKey secret first; then compare the server's canonical request with the client's.",
  },
  SignatureNonceUsed: {
    status: 400,
    message: "Specified signature nonce was used already.",
    cause: "The same signed request arrived twice.",
    remedy: "Sign each request, also a repeated one, with a new nonce.",
  },
  "Throttling.User": {
    status: 400,
    message: "Request was denied due to user flow control.",
    cause: "The account sends more calls than it may.",
    remedy: "Wait as long as the x-acs-retry-after header says (milliseconds), then call again.",
  },
  Forbidden: {
    status: 403,
    message: "User not authorized to operate on the specified resource.",
    cause: "The caller may not do this.",
    remedy: "Call with a principal that is allowed to.",
  },
  NoPermission: {
    status: 403,
    message: "You are not authorized to do this action.",
    cause: "The caller may not do this.",
    remedy: "Call with a principal that is allowed to.",
  },
  MissingParameter: {
    status: 400,
    message: 'The input parameter "{name}" that is mandatory for processing this request is not supplied.',
    cause: "The operation needs this parameter.",
    remedy: "Send {name}.",
  },
  InvalidParameter: {
    status: 400,
    message: 'The specified parameter "{name}" is not valid.',
    cause: "The value cannot be used.",
    remedy: "Correct {name}.",
  },
  RequestTooLarge: {
    code: "InvalidParameter",
    status: 400,
    message: 'The specified parameter "{name}" is not valid.',
    cause: "The request is larger than a call may be.",
    remedy: "Calls carry at most 1 MiB; files are uploaded at the object address.",
  },
  ResourceNotFound: {
    status: 404,
    message: "Resource not found",
    cause: "There is nothing of this id in the caller's account.",
    remedy: "Check the id and that it belongs to this account.",
  },
  InternalError: {
    status: 500,
    message: "The request processing has failed due to some unknown error.",
    cause: "The server failed.",
    remedy: "Look up the request id in the server's log.",
  },
  ServiceUnavailable: {
    status: 503,
    message: "The request has failed due to a temporary failure of the server.",
    cause: "The server cannot take this call now.",
    remedy: "See /readyz for the reason; try again later.",
  },
  ...identityErrors,
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A sentence that is made in the language in which it is told. */
export type Telling = (language: Language) => string;

export interface ErrorParts {
  /** The parameter that the error is about. */
  readonly name?: string;
  /** Fills `{detail}` in the wire text. */
  readonly detail?: string;
  /** What to do, for this very case, in English if it is a text; the catalogue's remedy when absent. */
  readonly diagnosis?: string | Telling;
  /** Milliseconds until a retry makes sense. */
  readonly retryAfterMs?: number;
  /** Of a denial by policies: AccessDeniedDetail without what points to the request. */
  readonly denial?: Readonly<Record<string, string>>;
}

const fill = (text: string, parts: ErrorParts): string =>
  text.replaceAll("{name}", () => parts.name ?? "").replaceAll("{detail}", () => parts.detail ?? "");

/** An answer that says no, in the caller's terms. Thrown anywhere below the doors. */
export class ApiError extends Error {
  readonly key: ErrorCode;
  readonly code: string;
  readonly status: number;
  /** The parameter that the error is about. */
  readonly parameter: string | undefined;
  /** In English. */
  readonly diagnosis: string;
  /** The same in each language; undefined where it was written in English only. */
  readonly tell: Telling | undefined;
  readonly retryAfterMs: number | undefined;
  readonly denial: Readonly<Record<string, string>> | undefined;

  constructor(key: ErrorCode, parts: ErrorParts = {}) {
    const definition: ErrorDefinition = errorCatalogue[key];
    super(fill(definition.message, parts));
    this.key = key;
    this.code = fill(definition.code ?? key, parts);
    this.status = definition.status;
    this.parameter = parts.name;
    this.tell = typeof parts.diagnosis === "function" ? parts.diagnosis : undefined;
    const text = typeof parts.diagnosis === "function" ? parts.diagnosis("en") : parts.diagnosis;
    this.diagnosis = text ?? fill(`${definition.cause} ${definition.remedy}`, parts);
    this.retryAfterMs = parts.retryAfterMs;
    this.denial = parts.denial;
  }
}
