// Made by `npm run gen` from the files of this folder.
import type { Operation } from "./define.ts";
import { BatchGetYikeAssetMediaInfos } from "./ice/BatchGetYikeAssetMediaInfos.ts";
import { CreateYikeAssetUpload } from "./ice/CreateYikeAssetUpload.ts";
import { CreateYikeProduction } from "./ice/CreateYikeProduction.ts";
import { CreateYikeWorkspace } from "./ice/CreateYikeWorkspace.ts";
import { DeleteYikeAssetMediaInfos } from "./ice/DeleteYikeAssetMediaInfos.ts";
import { GetYikeAssetMediaInfo } from "./ice/GetYikeAssetMediaInfo.ts";
import { ListYikeAssetFolders } from "./ice/ListYikeAssetFolders.ts";
import { ListYikeProductions } from "./ice/ListYikeProductions.ts";
import { RegisterYikeAssetMediaInfo } from "./ice/RegisterYikeAssetMediaInfo.ts";
import { ListYikeWorkspaces } from "./yike/ListYikeWorkspaces.ts";
import { UpdateYikeProduction } from "./yike/UpdateYikeProduction.ts";
import { AttachPolicyToGroup } from "./ram/AttachPolicyToGroup.ts";
import { AttachPolicyToRole } from "./ram/AttachPolicyToRole.ts";
import { AttachPolicyToUser } from "./ram/AttachPolicyToUser.ts";
import { CreatePolicy } from "./ram/CreatePolicy.ts";
import { CreatePolicyVersion } from "./ram/CreatePolicyVersion.ts";
import { CreateRole } from "./ram/CreateRole.ts";
import { DeletePolicy } from "./ram/DeletePolicy.ts";
import { DeletePolicyVersion } from "./ram/DeletePolicyVersion.ts";
import { DeleteRole } from "./ram/DeleteRole.ts";
import { DetachPolicyFromGroup } from "./ram/DetachPolicyFromGroup.ts";
import { DetachPolicyFromRole } from "./ram/DetachPolicyFromRole.ts";
import { DetachPolicyFromUser } from "./ram/DetachPolicyFromUser.ts";
import { GetPolicy } from "./ram/GetPolicy.ts";
import { GetPolicyVersion } from "./ram/GetPolicyVersion.ts";
import { GetRole } from "./ram/GetRole.ts";
import { ListEntitiesForPolicy } from "./ram/ListEntitiesForPolicy.ts";
import { ListPolicies } from "./ram/ListPolicies.ts";
import { ListPoliciesForGroup } from "./ram/ListPoliciesForGroup.ts";
import { ListPoliciesForRole } from "./ram/ListPoliciesForRole.ts";
import { ListPoliciesForUser } from "./ram/ListPoliciesForUser.ts";
import { ListPolicyVersions } from "./ram/ListPolicyVersions.ts";
import { ListRoles } from "./ram/ListRoles.ts";
import { SetDefaultPolicyVersion } from "./ram/SetDefaultPolicyVersion.ts";
import { UpdatePolicyDescription } from "./ram/UpdatePolicyDescription.ts";
import { UpdateRole } from "./ram/UpdateRole.ts";
import { GetCallerIdentity } from "./sts/GetCallerIdentity.ts";
import { CreateAccount } from "./medialoft/CreateAccount.ts";
import { RefreshAssetUpload } from "./medialoft/RefreshAssetUpload.ts";

export const operations: readonly Operation[] = [
  BatchGetYikeAssetMediaInfos,
  CreateYikeAssetUpload,
  CreateYikeProduction,
  CreateYikeWorkspace,
  DeleteYikeAssetMediaInfos,
  GetYikeAssetMediaInfo,
  ListYikeAssetFolders,
  ListYikeProductions,
  RegisterYikeAssetMediaInfo,
  ListYikeWorkspaces,
  UpdateYikeProduction,
  AttachPolicyToGroup,
  AttachPolicyToRole,
  AttachPolicyToUser,
  CreatePolicy,
  CreatePolicyVersion,
  CreateRole,
  DeletePolicy,
  DeletePolicyVersion,
  DeleteRole,
  DetachPolicyFromGroup,
  DetachPolicyFromRole,
  DetachPolicyFromUser,
  GetPolicy,
  GetPolicyVersion,
  GetRole,
  ListEntitiesForPolicy,
  ListPolicies,
  ListPoliciesForGroup,
  ListPoliciesForRole,
  ListPoliciesForUser,
  ListPolicyVersions,
  ListRoles,
  SetDefaultPolicyVersion,
  UpdatePolicyDescription,
  UpdateRole,
  GetCallerIdentity,
  CreateAccount,
  RefreshAssetUpload,
];
