import { expect, test } from "vitest";
import type { Caller } from "../contract/principal.ts";
import { creatorName, uploadCreator } from "./creator.ts";

const inAccount = {
  accountId: "1000000000000001",
  accessKeyId: "LTAIcaller",
  bucket: "ml-mine",
  defaultWorkspaceId: "ws_1",
  defaultProductionId: "pd_1",
  isFirstAccount: true,
  identityVersion: 1,
} as const;

const callers: Record<string, Caller> = {
  root: { ...inAccount, kind: "root" },
  user: { ...inAccount, kind: "user", userId: "2".repeat(18), userName: "alice" },
  role: {
    ...inAccount,
    kind: "role",
    accessKeyId: "STS.caller",
    roleId: "3".repeat(18),
    roleName: "editor",
    sessionName: "night-shift",
    sessionPolicy: undefined,
    creatorAccessKeyId: "LTAIbehind",
    expiresAt: 9000,
  },
};

test.each([
  ["root", "aliyun_1000000000000001", { creatorAccessKeyId: "LTAIcaller" }],
  ["user", "alice", { creatorAccessKeyId: "LTAIcaller" }],
  [
    "role",
    "editor:night-shift",
    { creatorAccessKeyId: "LTAIbehind", roleSession: { accessKeyId: "STS.caller", expiresAt: 9000 } },
  ],
])("what a %s makes is by %s and ends with %j", (kind, name, creator) => {
  const caller = callers[kind];
  expect(caller && [creatorName(caller), uploadCreator(caller)]).toEqual([name, creator]);
});
