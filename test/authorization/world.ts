import { createHmac } from "node:crypto";
import OSS from "ali-oss";
import type { RunningServer } from "../../src/server.ts";
import { outcome } from "../outcome.ts";
import { type Key, type RamAsk, ramAsker, stsAsker } from "../ram.ts";
import { call, rootKey } from "../server.ts";

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = "*",
  Condition?: Statement["Condition"],
): Statement => ({ Effect: "Allow", Action, Resource, ...(Condition && { Condition }) });

export const deny = (...asked: Parameters<typeof allow>): Statement => ({ ...allow(...asked), Effect: "Deny" });

export const documentOf = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: "1", Statement: statements });

/** A trust policy. */
export const trusting = (name: string, condition?: Statement["Condition"]): string =>
  JSON.stringify({
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { RAM: [name] },
        ...(condition && { Condition: condition }),
      },
    ],
  });

export interface Assumed {
  readonly assumedRoleUser: { readonly arn: string; readonly assumedRoleId: string };
  readonly credentials: Required<Key> & { readonly expiration: string };
}

/** What a refusal shows through the vendor's client. */
export interface Refusal {
  readonly code: string;
  readonly statusCode: number;
  readonly accessDeniedDetail?: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
}

export const refusalOf = (asked: Promise<unknown>): Promise<Refusal> =>
  asked.then(
    () => {
      throw new Error("It was allowed.");
    },
    (error: Refusal) => error,
  );

/** An account as its root sees it, with short words for what the scenarios do again and again. */
export class World {
  readonly server: RunningServer;
  readonly root: Key;
  readonly ram: RamAsk;
  #policies = 0;

  constructor(server: RunningServer, root: Key = rootKey) {
    this.server = server;
    this.root = root;
    this.ram = ramAsker(server, root);
  }

  /** A user with a key, and with a policy when there are statements. */
  async makeUser(userName: string, ...statements: readonly Statement[]): Promise<Key> {
    await this.ram("CreateUser", { userName });
    if (statements.length > 0) await this.attach({ userName }, ...statements);
    return this.makeKey(userName);
  }

  async makeKey(userName: string): Promise<Key> {
    const { accessKey } = (await this.ram("CreateAccessKey", { userName })) as { accessKey: Key };
    return accessKey;
  }

  /** Makes a policy and attaches it to a user, group or role; answers its name. */
  async attach(
    to: { userName: string } | { groupName: string } | { roleName: string },
    ...statements: readonly Statement[]
  ): Promise<string> {
    this.#policies += 1;
    const policyName = `policy-${this.#policies}`;
    await this.ram("CreatePolicy", { policyName, policyDocument: documentOf(...statements) });
    const kind = "userName" in to ? "User" : "groupName" in to ? "Group" : "Role";
    await this.ram(`AttachPolicyTo${kind}`, { policyName, policyType: "Custom", ...to });
    return policyName;
  }

  async makeRole(roleName: string, trust: string, ...statements: readonly Statement[]): Promise<string> {
    const made = (await this.ram("CreateRole", { roleName, assumeRolePolicyDocument: trust })) as {
      role: { arn: string };
    };
    if (statements.length > 0) await this.attach({ roleName }, ...statements);
    return made.role.arn;
  }

  async assume(key: Key, roleArn: string, fields: object = {}): Promise<Assumed> {
    const request = { roleArn, roleSessionName: "session-1", ...fields };
    return (await stsAsker(this.server, key)("AssumeRole", request)) as Assumed;
  }

  /** Calls the media library with this key. */
  async ice(key: Key, action: string, parameters: Record<string, string> = {}): Promise<Record<string, unknown>> {
    return call(this.server, action, parameters, { key });
  }

  /** May the key list productions? */
  mayList(key: Key): Promise<string> {
    return outcome(this.ice(key, "ListYikeProductions"));
  }

  /** The vendor's object client for this key. */
  objects(key: Key, bucket: string, more: Partial<OSS.Options> = {}): OSS {
    return new OSS({
      accessKeyId: key.accessKeyId,
      accessKeySecret: key.accessKeySecret,
      ...(key.securityToken && { stsToken: key.securityToken, refreshSTSToken: async () => stsOf(key) }),
      endpoint: this.server.objectUrl,
      bucket,
      ...more,
    });
  }

  /** An address that reads an object, signed with this key. The vendor's client signs none for an IP address. */
  objectUrl(key: Key, bucket: string, name: string): string {
    const expires = Math.floor(Date.now() / 1000) + 600;
    const text = `GET\n\n\n${expires}\n/${bucket}/${name}`;
    const Signature = createHmac("sha1", key.accessKeySecret).update(text).digest("base64");
    const query = new URLSearchParams({ OSSAccessKeyId: key.accessKeyId, Expires: String(expires), Signature });
    return `${this.server.objectUrl}/${bucket}/${name}?${query}`;
  }

  async accountId(): Promise<string> {
    return ((await stsAsker(this.server, this.root)("GetCallerIdentity")) as { accountId: string }).accountId;
  }

  /** Another account of the same server. */
  async makeAccount(Title: string): Promise<World> {
    const made = await call(this.server, "CreateAccount", { Title }, { version: "2026-11-01", key: this.root });
    const { AccessKeyId, AccessKeySecret } = made as Record<string, string>;
    return new World(this.server, { accessKeyId: AccessKeyId ?? "", accessKeySecret: AccessKeySecret ?? "" });
  }

  async bucket(): Promise<string> {
    const { UploadAddress } = await this.ice(this.root, "CreateYikeAssetUpload", { FileExt: "srt" });
    return JSON.parse(Buffer.from(String(UploadAddress), "base64").toString()).Bucket;
  }
}

const stsOf = ({ accessKeyId, accessKeySecret, securityToken = "" }: Key) => ({
  accessKeyId,
  accessKeySecret,
  stsToken: securityToken,
});
