import { createRequire } from "node:module";
import type { RunningServer } from "../src/server.ts";
import { rootKey } from "./server.ts";

/** The vendor's packages are CommonJS: required, they look the same under every loader. */
const require = createRequire(import.meta.url);
const { $OpenApiUtil } = require("@alicloud/openapi-core");

export interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** Calls an operation with the vendor's typed client: fields and answers are spelled as the client spells them. */
export type RamAsk = (action: string, fields?: object) => Promise<unknown>;

export const ramAsker = (server: RunningServer, key: Key = rootKey): RamAsk =>
  asker(require("@alicloud/ram20150501"), server, key);
export const stsAsker = (server: RunningServer, key: Key = rootKey): RamAsk =>
  asker(require("@alicloud/sts20150401"), server, key);

function asker(vendor: ReturnType<typeof require>, server: RunningServer, key: Key): RamAsk {
  const endpoint = server.apiUrl.replace("http://", "");
  const patience = { connectTimeout: 60_000, readTimeout: 60_000 };
  const client = new vendor.default(new $OpenApiUtil.Config({ ...key, ...patience, endpoint, protocol: "HTTP" }));
  return async (action, fields = {}) => {
    const method = `${action.charAt(0).toLowerCase()}${action.slice(1)}`;
    const Request = vendor[`${action}Request`];
    const { body } = await (Request ? client[method](new Request(fields)) : client[method]());
    return body;
  };
}
