import { z } from "zod";
import { identityFormat, noControls } from "../../contract/identity-fields.ts";
import { listField, optionalListField } from "../../contract/list-fields.ts";
import type { Tag } from "../../identity/tags.ts";

const plain = z.string().regex(noControls, { error: "It holds a control character." });
const key = plain.min(1).max(128, { error: "A tag's key has at most 128 characters." });
const value = plain.max(256, { error: "A tag's value has at most 256 characters." });

const tag = z.object({ Key: key, Value: value.optional() });
const asked = { max: 20, description: "Tags: Key has at most 128 characters, Value at most 256." };

export const tags = listField(tag, asked);
export const optionalTags = optionalListField(tag, asked);

export const tagFilter = optionalListField(z.object({ Key: key.optional(), Value: value.optional() }), {
  max: 20,
  description: "Only those that have all of these tags; a tag without Value may have any.",
});

export const toTags = (sent: readonly z.output<typeof tag>[] = []): Tag[] =>
  sent.map(({ Key, Value = "" }) => ({ key: Key, value: Value }));

export const toFilter = (sent: z.output<typeof tagFilter>) =>
  sent?.map(({ Key, Value }) => ({
    ...(Key !== undefined && { key: Key }),
    ...(Value !== undefined && { value: Value }),
  }));

const resourceMeta = { max: 50, description: "Names of roles or policies." };
export const resourceNames = listField(plain.max(128), resourceMeta);
export const optionalResourceNames = optionalListField(plain.max(128), resourceMeta);

export const tagKeys = optionalListField(plain.max(128), {
  max: 20,
  description: "Keys of the tags; not with All.",
});

export const resourceType = identityFormat({
  description: "role or policy.",
  example: "role",
  pattern: /^(role|policy)$/,
  wants: "It must be role or policy.",
});

export const toKind = (type: string) => (type === "role" ? "role" : "policy");

export const tagsOutput = z
  .object({
    Tag: z.array(
      z.object({
        TagKey: z.string().meta({ description: "The tag's key." }),
        TagValue: z.string().meta({ description: "The tag's value." }),
      }),
    ),
  })
  .meta({ description: "Its tags." });

export const toTagsOutput = (list: readonly Tag[] = []) => ({
  Tag: list.map(({ key: TagKey, value: TagValue }) => ({ TagKey, TagValue })),
});

/** Tags are changed and read on all roles or all policies. */
export const tagPermissions = <const A extends "list" | "update">(action: string, access: A) =>
  [
    { action, access, resource: "role/*", when: "ResourceType!=policy" },
    { action, access, resource: "policy/*", when: "ResourceType=policy" },
  ] as const;
