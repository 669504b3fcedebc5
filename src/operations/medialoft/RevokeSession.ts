import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { revokeSession } from "../../identity/session-list.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** Ends a temporary credential before its time: on every node from the next request on. */
export const RevokeSession = defineOperation({
  name: "RevokeSession",
  products: ["Medialoft"],
  summary: "Ends a temporary credential.",
  input: {
    SessionAccessKeyId: text({
      description: "Id of the temporary key, as ListSessions answers it.",
      example: demo.session.accessKeyId,
      maxBytes: 128,
      pattern: /^STS\.\w+$/,
      wants: "Temporary keys begin with STS.",
    }),
  },
  output: {},
  permissions: [{ action: "medialoft:RevokeSession", access: "delete", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    {
      statement:
        "Upload credentials that were made in it end with it. Sessions of AssumeRole that were made in it go on: they stand in the list, too.",
      evidence: "documented",
    },
    { statement: "A request that is being answered is answered to its end.", evidence: "documented" },
  ],
  examples: [{ title: "Somebody in a role", input: { SessionAccessKeyId: demo.session.accessKeyId }, output: {} }],
  async run({ SessionAccessKeyId }, context) {
    await revokeSession(context, SessionAccessKeyId);
    return {};
  },
});
