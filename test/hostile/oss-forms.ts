import { createHmac } from "node:crypto";
import type { Credential } from "../object-door.ts";
import { boundary, formBody, formHeaders } from "../object-form.ts";
import { type RawRequest, rawRequest } from "./raw-request.ts";

/** A browser's upload before it is signed. */
export interface FormDraft {
  readonly bucket: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly file: string;
  readonly version: "v1" | "v4";
  readonly credential: Credential;
  readonly host: string;
  readonly conditions: readonly unknown[];
  /** Instead of the document that the conditions make. */
  readonly policy?: string;
}

const hmac = (secret: string | Buffer, text: string): Buffer => createHmac("sha256", secret).update(text).digest();

/** The form as a browser sends it, with its policy signed. */
export function signForm(draft: FormDraft): RawRequest {
  const signature = draft.version === "v1" ? signV1(draft) : signV4(draft);
  const fields = { ...draft.fields, ...signature };
  const body = formBody(fields, { name: draft.fileName, bytes: draft.file });
  const type = formHeaders["Content-Type"] ?? `multipart/form-data; boundary=${boundary}`;
  return rawRequest(
    "POST",
    `/${draft.bucket}/`,
    [
      ["Host", draft.host],
      ["Content-Type", type],
    ],
    body,
  );
}

function encodePolicy({ policy, conditions }: FormDraft, own: readonly unknown[]): string {
  const expiration = new Date(Date.now() + 600_000).toISOString();
  const document = policy ?? JSON.stringify({ expiration, conditions: [...conditions, ...own] });
  return Buffer.from(document).toString("base64");
}

function signV1(draft: FormDraft): Record<string, string> {
  const { accessKeyId, accessKeySecret } = draft.credential;
  const policy = encodePolicy(draft, []);
  const Signature = createHmac("sha1", accessKeySecret).update(policy).digest("base64");
  return { OSSAccessKeyId: accessKeyId, policy, Signature };
}

function signV4(draft: FormDraft): Record<string, string> {
  const { accessKeyId, accessKeySecret } = draft.credential;
  const dateTime = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const date = dateTime.slice(0, 8);
  const facts = {
    "x-oss-signature-version": "OSS4-HMAC-SHA256",
    "x-oss-credential": `${accessKeyId}/${date}/cn-shanghai/oss/aliyun_v4_request`,
    "x-oss-date": dateTime,
  };
  const policy = encodePolicy(
    draft,
    Object.entries(facts).map(([name, value]) => ({ [name]: value })),
  );
  const steps = [date, "cn-shanghai", "oss", "aliyun_v4_request", policy];
  const signature = steps.reduce<string | Buffer>((secret, text) => hmac(secret, text), `aliyun_v4${accessKeySecret}`);
  return { ...facts, policy, "x-oss-signature": signature.toString("hex") };
}
