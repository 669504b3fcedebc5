import { createHmac } from "node:crypto";
import { type Answer, type Credential, send, type TestDoor } from "./object-door.ts";

export type Fields = Readonly<Record<string, string>>;
export type Conditions = readonly unknown[];

export interface FormFile {
  readonly name?: string;
  readonly type?: string;
  readonly bytes?: string;
  readonly field?: string;
}

export interface Post {
  readonly fields: Fields | readonly (readonly [string, string])[];
  /** Null for none. */
  readonly file?: FormFile | null | undefined;
  readonly target?: string;
  readonly headers?: Record<string, string>;
}

export const boundary = "----form-boundary";
export const formHeaders = { "Content-Type": `multipart/form-data; boundary=${boundary}` };

/** A form as a browser writes it, its file last. */
export function formBody(fields: Post["fields"], file: FormFile | null = {}): string {
  const pairs: readonly (readonly [string, string])[] = isList(fields) ? fields : Object.entries(fields);
  const texts = pairs.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file === null) return `${texts.join("")}--${boundary}--\r\n`;
  const { name = "local.mp4", type = "video/mp4", bytes = "after", field = "file" } = file;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return `${texts.join("")}${head}${bytes}\r\n--${boundary}--\r\n`;
}

const isList = (fields: Post["fields"]): fields is readonly (readonly [string, string])[] => Array.isArray(fields);

const tokenOf = ({ securityToken }: Credential): Fields =>
  securityToken ? { "x-oss-security-token": securityToken } : {};

const hmac = (secret: string | Buffer, text: string): Buffer => createHmac("sha256", secret).update(text).digest();

/** Makes, signs and sends forms; the account's own key signs unless another one is given. */
export class FormSender {
  readonly #door: TestDoor;

  constructor(door: TestDoor) {
    this.#door = door;
  }

  get target(): string {
    return `/${this.#door.account.bucket}/`;
  }

  policy(conditions: Conditions = [], lifeMs = 60_000): string {
    const expiration = new Date(this.#door.clock.now + lifeMs).toISOString();
    return Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  }

  signV1(policy: string = this.policy(), credential: Credential = this.#door.account): Fields {
    const Signature = createHmac("sha1", credential.accessKeySecret).update(policy).digest("base64");
    return { OSSAccessKeyId: credential.accessKeyId, policy, Signature, ...tokenOf(credential) };
  }

  signV4(policy: string = this.policy(), credential: Credential = this.#door.account): Fields {
    const facts = this.#v4Facts(credential);
    const steps = [facts["x-oss-date"].slice(0, 8), "cn-shanghai", "oss", "aliyun_v4_request", policy];
    const first: string | Buffer = `aliyun_v4${credential.accessKeySecret}`;
    const signature = steps.reduce<string | Buffer>((secret, text) => hmac(secret, text), first);
    return { ...facts, policy, "x-oss-signature": signature.toString("hex"), ...tokenOf(credential) };
  }

  /** Version 4 with its own fields bound by the policy, as OSS asks. */
  signBoundV4(conditions: Conditions = [], credential: Credential = this.#door.account): Fields {
    const bound = Object.entries(this.#v4Facts(credential)).map(([name, value]) => ({ [name]: value }));
    return this.signV4(this.policy([...conditions, ...bound]), credential);
  }

  post({ fields, file, target, headers }: Post): Promise<Answer> {
    const body = formBody(fields, file);
    return this.send(body, { target, headers });
  }

  send(body: string, { target, headers }: Pick<Partial<Post>, "target" | "headers"> = {}): Promise<Answer> {
    return send(this.#door, {
      method: "POST",
      target: target ?? this.target,
      headers: { ...formHeaders, ...headers },
      body,
    });
  }

  /** The status, and the code of an error. */
  async outcome(post: Post): Promise<string> {
    const { status, code } = await this.post(post);
    return code ? `${status} ${code}` : String(status);
  }

  #v4Facts({ accessKeyId }: Credential) {
    const dateTime = new Date(this.#door.clock.now).toISOString().replace(/[-:]|\.\d+/g, "");
    return {
      "x-oss-signature-version": "OSS4-HMAC-SHA256",
      "x-oss-credential": `${accessKeyId}/${dateTime.slice(0, 8)}/cn-shanghai/oss/aliyun_v4_request`,
      "x-oss-date": dateTime,
    };
  }
}
