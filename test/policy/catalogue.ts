import type { CatalogueAction } from "../../src/policy/catalogue.ts";

const general = [
  ...["ice:GetYikeAssetMediaInfo", "ice:BatchGetYikeAssetMediaInfos", "ice:ListYikeAssetMediaInfos"],
  ...[
    "ice:RegisterYikeAssetMediaInfo",
    "ice:DeleteYikeAssetMediaInfos",
    "ice:CreateYikeAssetUpload",
    "ice:SearchMedia",
  ],
  ...["yike:GetYikeAssetMediaInfo", "yike:ListYikeAssetMediaInfos", "sts:GetCallerIdentity"],
];

/** Some of the actions that a server asks for. */
export const catalogue: readonly CatalogueAction[] = [
  ...general.map((action) => ({ action, resource: "*" })),
  { action: "ram:GetUser", resource: "user/{UserName}" },
  { action: "ram:CreateUser", resource: "user/{UserName}" },
  { action: "ram:ListUsers", resource: "user/*" },
  { action: "ram:GetPolicy", resource: "policy/{PolicyName}" },
  { action: "ram:GetPolicy", resource: "acs:ram::system:policy/{PolicyName}" },
  { action: "sts:AssumeRole", resource: "role/{RoleName}" },
  { action: "oss:GetObject", resource: "{Bucket}/{Key}" },
  { action: "oss:PutObject", resource: "{Bucket}/{Key}", conditionKeys: ["oss:ContentLength"] },
];
