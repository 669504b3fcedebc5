import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { defineOperation } from "../define.ts";
import { createAccount } from "../new-account.ts";

/** Makes an account, isolated from all others. Its root key is answered this once. */
export const CreateAccount = defineOperation({
  name: "CreateAccount",
  products: ["Medialoft"],
  summary: "Makes a further account on this server.",
  input: { Title: text({ description: "Its title, at most 128 bytes.", example: "Test run 12", maxBytes: 128 }) },
  output: {
    AccountId: z.string().meta({ description: "16 digits." }),
    AccessKeyId: z.string().meta({ description: "Id of its root AccessKey." }),
    AccessKeySecret: z.string().meta({ description: "Secret of its root AccessKey, shown this once." }),
    Bucket: z.string().meta({ description: "Its bucket." }),
  },
  permissions: [{ action: "medialoft:CreateAccount", access: "create", resource: allResources }],
  errors: ["Forbidden"],
  behaviours: [],
  examples: [
    {
      title: "For one test run",
      input: { Title: "Test run 12" },
      output: {
        AccountId: "<AccountId>",
        AccessKeyId: "<AccessKeyId>",
        AccessKeySecret: "<AccessKeySecret>",
        Bucket: "<Bucket>",
      },
    },
  ],
  async run({ Title }, { caller, now, transact, parts }) {
    if (!caller.isFirstAccount) {
      throw new ApiError("Forbidden", { diagnosis: "Only callers of this server's first account make accounts." });
    }
    const account = await transact((tx) => createAccount(tx, { title: Title, isFirst: false, now }, parts.box));
    return {
      AccountId: account.accountId,
      AccessKeyId: account.accessKeyId,
      AccessKeySecret: account.accessKeySecret,
      Bucket: account.bucket,
    };
  },
});
