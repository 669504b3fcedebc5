import type { Permission } from "../contract/operation.ts";
import { resourceName } from "../contract/resource-name.ts";
import type { Need } from "../identity/authorize.ts";

/** The RAM action of verbs that have another one than their own name. */
const actions: Readonly<Record<string, string>> = {
  PostObject: "oss:PutObject",
  InitiateMultipartUpload: "oss:PutObject",
  UploadPart: "oss:PutObject",
  CompleteMultipartUpload: "oss:PutObject",
  HeadObject: "oss:GetObject",
  GetObjectMeta: "oss:GetObject",
};

/** What policies are asked about a verb. */
export function needOf(
  verb: string,
  { bucket, key, accountId, region }: { bucket: string; key: string; accountId: string; region: string },
): Need {
  const path = key === "" ? bucket : `${bucket}/${key}`;
  const action = (Object.hasOwn(actions, verb) ? actions[verb] : undefined) ?? `oss:${verb}`;
  return { action, resource: resourceName("oss", `oss-${region}`, accountId, path) };
}

/** The actions of the verbs that are served, for explaining what policies say about them. */
export const objectActions: readonly Permission[] = [
  { action: "oss:PutObject", access: "create", resource: "{Bucket}/{Key}" },
  { action: "oss:GetObject", access: "get", resource: "{Bucket}/{Key}" },
  { action: "oss:ListParts", access: "list", resource: "{Bucket}/{Key}" },
  { action: "oss:AbortMultipartUpload", access: "delete", resource: "{Bucket}/{Key}" },
];
