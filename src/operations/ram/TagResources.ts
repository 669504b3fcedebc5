import { changeIdentity } from "../../identity/change-identity.ts";
import { listTaggable, writeTags } from "../../identity/tags.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { resourceNames, resourceType, tagPermissions, tags, toKind, toTags } from "./tag-fields.ts";

/** All of them, or none when one does not exist. */
export const TagResources = defineOperation({
  name: "TagResources",
  products: ["RAM"],
  summary: "Gives tags to roles or policies.",
  input: { ResourceType: resourceType, ResourceNames: resourceNames, Tag: tags },
  output: {},
  permissions: tagPermissions("ram:TagResources", "update"),
  errors: ["EntityNotExist.Role", "EntityNotExist.Policy", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "At most 50 names and 20 tags in a call.", evidence: "documented" },
    { statement: "A tag of the same key gets the new value.", evidence: "guess" },
    { statement: "A role or policy has at most 20 tags.", evidence: "guess" },
    { statement: "Is judged on all roles or all policies, not on each that is named.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Two tags for a role",
      input: {
        ResourceType: "role",
        "ResourceNames.1": demo.role.name,
        "Tag.1.Key": "team",
        "Tag.1.Value": "players",
        "Tag.2.Key": "checked",
      },
      output: {},
    },
  ],
  async run({ ResourceType, ResourceNames, Tag }, context) {
    const { accountId } = context.caller;
    await changeIdentity(context, async (tx) => {
      for (const { id } of await listTaggable(tx, accountId, toKind(ResourceType), ResourceNames)) {
        await writeTags(tx, accountId, id, toTags(Tag));
      }
    });
    return {};
  },
});
