import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { identityInteger, identityText } from "../../contract/identity-fields.ts";
import type { Connection } from "../../database/connect.ts";
import { cutPage, parseNamePage } from "../../identity/pages.ts";
import { findTagged, listTaggable, listTags, type TaggedKind } from "../../identity/tags.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { optionalResourceNames, resourceType, tagFilter, tagPermissions, toFilter, toKind } from "./tag-fields.ts";

/** One row a tag, by the names of roles or policies and then by keys. */
export const ListTagResources = defineOperation({
  name: "ListTagResources",
  products: ["RAM"],
  summary: "Lists the tags of roles or policies.",
  input: {
    ResourceType: resourceType,
    ResourceNames: optionalResourceNames,
    Tag: tagFilter,
    NextToken: identityText({
      description: "Where the page begins: NextToken of the page before.",
      maxLength: 1024,
    }).optional(),
    PageSize: identityInteger({
      description: "Rows of a page; 100 when absent.",
      default: 100,
      min: 1,
      max: 100,
    }).optional(),
  },
  output: {
    TagResources: z.array(
      z.object({
        ResourceType: described("role or policy."),
        ResourceName: described("Its name."),
        TagKey: described("The tag's key."),
        TagValue: described("The tag's value."),
      }),
    ),
    NextToken: described("Where the next page begins; absent on the last one.").optional(),
  },
  permissions: tagPermissions("ram:ListTagResources", "list"),
  errors: ["EntityNotExist.Role", "EntityNotExist.Policy", "InvalidParameter.WrongFormat", "InvalidParameter.Range"],
  behaviours: [
    { statement: "PageSize is 100 at most.", evidence: "documented" },
    { statement: "With Tag it lists all tags of what has those tags.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Of one role",
      input: { ResourceType: "role", "ResourceNames.1": demo.otherRole.name },
      output: {
        TagResources: [
          { ResourceType: "role", ResourceName: demo.otherRole.name, TagKey: "team", TagValue: "players" },
        ],
      },
    },
  ],
  async run({ ResourceType, ResourceNames, Tag, NextToken, PageSize }, { caller: { accountId }, read }) {
    const { after, size } = parseNamePage({ Marker: NextToken, MaxItems: PageSize });
    const among = await findTagged(read, accountId, toFilter(Tag));
    const rows = await listRows(read, accountId, { kind: toKind(ResourceType), names: ResourceNames, among });
    const { items, page } = cutPage(
      rows.filter(({ name_key }) => name_key > after),
      size,
    );
    return {
      TagResources: items.map(({ name, key, value }) => ({
        ResourceType,
        ResourceName: name,
        TagKey: key,
        TagValue: value,
      })),
      ...(page.Marker !== undefined && { NextToken: page.Marker }),
    };
  },
});

interface Wanted {
  readonly kind: TaggedKind;
  readonly names: readonly string[] | undefined;
  readonly among: ReadonlySet<string> | undefined;
}

/** Each with its place in the list. */
async function listRows(db: Connection, accountId: string, { kind, names, among }: Wanted) {
  const resources = (await listTaggable(db, accountId, kind, names)).filter(({ id }) => !among || among.has(id));
  const tags = await listTags(
    db,
    accountId,
    resources.map(({ id }) => id),
  );
  return resources
    .flatMap(({ id, name, name_key }) =>
      (tags.get(id) ?? []).map((tag) => ({ ...tag, name, name_key: `${name_key}/${tag.key}` })),
    )
    .sort((a, b) => (a.name_key < b.name_key ? -1 : 1));
}
