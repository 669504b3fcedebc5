import { ApiError } from "../../contract/errors.ts";
import { identityFlag } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { listTaggable, removeTags } from "../../identity/tags.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { resourceNames, resourceType, tagKeys, tagPermissions, toKind } from "./tag-fields.ts";

/** A tag that is not there is none to remove. */
export const UntagResources = defineOperation({
  name: "UntagResources",
  products: ["RAM"],
  summary: "Takes tags from roles or policies.",
  input: {
    ResourceType: resourceType,
    ResourceNames: resourceNames,
    TagKeys: tagKeys,
    All: identityFlag({ description: "Whether all tags go; false when absent.", default: false }).optional(),
  },
  output: {},
  permissions: tagPermissions("ram:UntagResources", "update"),
  errors: ["MissingParameter", "EntityNotExist.Role", "EntityNotExist.Policy", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "At most 50 names and 20 keys in a call.", evidence: "documented" },
    { statement: "TagKeys or All=true is needed; TagKeys win.", evidence: "guess" },
  ],
  examples: [
    {
      title: "All tags of a role",
      input: { ResourceType: "role", ResourceNames: JSON.stringify([demo.role.name]), All: "true" },
      output: {},
    },
  ],
  async run({ ResourceType, ResourceNames, TagKeys, All }, context) {
    const keys = TagKeys ?? (All ? "all" : undefined);
    if (keys === undefined) throw new ApiError("MissingParameter", { name: "TagKeys" });
    const { accountId } = context.caller;
    await changeIdentity(context, async (tx) => {
      const resources = await listTaggable(tx, accountId, toKind(ResourceType), ResourceNames);
      const ids = resources.map(({ id }) => id);
      await removeTags(tx, accountId, ids, keys);
    });
    return {};
  },
});
