import { createRequire } from "node:module";
import type { RunningServer } from "../../src/server.ts";
import { outcome } from "../outcome.ts";
import { call, rootKey } from "../server.ts";

/** CommonJS with a `default` of its own, which import gives differently under Node and vitest. */
const require = createRequire(import.meta.url);
type Ram20150501 = typeof import("@alicloud/ram20150501", { with: { "resolution-mode": "require" }});
type Core = typeof import("@alicloud/openapi-core", { with: { "resolution-mode": "require" }});
const { $OpenApiUtil }: Core = require("@alicloud/openapi-core");

/** The vendor's typed client of RAM with its requests. */
export const ram20150501: Ram20150501 = require("@alicloud/ram20150501");
export type RamClient = InstanceType<Ram20150501["default"]>;

export interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** It comes without types. */
type OlderClientClass = new (
  config: Key & { readonly endpoint: string },
) => Record<
  | "createUser"
  | "getUser"
  | "listUsers"
  | "deleteUser"
  | "createAccessKey"
  | "listAccessKeys"
  | "updateAccessKey"
  | "deleteAccessKey"
  | "createGroup"
  | "addUserToGroup"
  | "removeUserFromGroup"
  | "createPolicy"
  | "attachPolicyToUser"
  | "attachPolicyToGroup"
  | "attachPolicyToRole"
  | "detachPolicyFromUser"
  | "createRole",
  (parameters: Record<string, string>) => Promise<Record<string, Record<string, string>>>
>;

export const OlderClient: OlderClientClass = require("@alicloud/ram");

export const ramClient = (server: RunningServer, key: Key = rootKey): RamClient => {
  const endpoint = server.apiUrl.replace("http://", "");
  const patience = { connectTimeout: 60_000, readTimeout: 60_000 };
  return new ram20150501.default(new $OpenApiUtil.Config({ ...key, ...patience, endpoint, protocol: "HTTP" }) as never);
};

export async function makeUser(ram: RamClient, userName: string): Promise<void> {
  await ram.createUser(new ram20150501.CreateUserRequest({ userName }));
}

export async function makeKey(ram: RamClient, userName: string): Promise<Key> {
  const { body } = await ram.createAccessKey(new ram20150501.CreateAccessKeyRequest({ userName }));
  const { accessKeyId = "", accessKeySecret = "" } = body?.accessKey ?? {};
  return { accessKeyId, accessKeySecret };
}

/** What a call with the key is answered. */
export const codeWith = (server: RunningServer, key: Key): Promise<string> =>
  outcome(call(server, "ListYikeProductions", {}, { key }));
