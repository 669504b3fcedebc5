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
import { AddUserToGroup } from "./ram/AddUserToGroup.ts";
import { AttachPolicyToGroup } from "./ram/AttachPolicyToGroup.ts";
import { AttachPolicyToRole } from "./ram/AttachPolicyToRole.ts";
import { AttachPolicyToUser } from "./ram/AttachPolicyToUser.ts";
import { ChangePassword } from "./ram/ChangePassword.ts";
import { ClearAccountAlias } from "./ram/ClearAccountAlias.ts";
import { CreateAccessKey } from "./ram/CreateAccessKey.ts";
import { CreateGroup } from "./ram/CreateGroup.ts";
import { CreateLoginProfile } from "./ram/CreateLoginProfile.ts";
import { CreatePolicy } from "./ram/CreatePolicy.ts";
import { CreatePolicyVersion } from "./ram/CreatePolicyVersion.ts";
import { CreateRole } from "./ram/CreateRole.ts";
import { CreateUser } from "./ram/CreateUser.ts";
import { DecodeDiagnosticMessage } from "./ram/DecodeDiagnosticMessage.ts";
import { DeleteAccessKey } from "./ram/DeleteAccessKey.ts";
import { DeleteGroup } from "./ram/DeleteGroup.ts";
import { DeleteLoginProfile } from "./ram/DeleteLoginProfile.ts";
import { DeletePolicy } from "./ram/DeletePolicy.ts";
import { DeletePolicyVersion } from "./ram/DeletePolicyVersion.ts";
import { DeleteRole } from "./ram/DeleteRole.ts";
import { DeleteUser } from "./ram/DeleteUser.ts";
import { DetachPolicyFromGroup } from "./ram/DetachPolicyFromGroup.ts";
import { DetachPolicyFromRole } from "./ram/DetachPolicyFromRole.ts";
import { DetachPolicyFromUser } from "./ram/DetachPolicyFromUser.ts";
import { GetAccessKeyLastUsed } from "./ram/GetAccessKeyLastUsed.ts";
import { GetAccountAlias } from "./ram/GetAccountAlias.ts";
import { GetGroup } from "./ram/GetGroup.ts";
import { GetLoginProfile } from "./ram/GetLoginProfile.ts";
import { GetPasswordPolicy } from "./ram/GetPasswordPolicy.ts";
import { GetPolicy } from "./ram/GetPolicy.ts";
import { GetPolicyVersion } from "./ram/GetPolicyVersion.ts";
import { GetRole } from "./ram/GetRole.ts";
import { GetSecurityPreference } from "./ram/GetSecurityPreference.ts";
import { GetUser } from "./ram/GetUser.ts";
import { ListAccessKeys } from "./ram/ListAccessKeys.ts";
import { ListEntitiesForPolicy } from "./ram/ListEntitiesForPolicy.ts";
import { ListGroups } from "./ram/ListGroups.ts";
import { ListGroupsForUser } from "./ram/ListGroupsForUser.ts";
import { ListPolicies } from "./ram/ListPolicies.ts";
import { ListPoliciesForGroup } from "./ram/ListPoliciesForGroup.ts";
import { ListPoliciesForRole } from "./ram/ListPoliciesForRole.ts";
import { ListPoliciesForUser } from "./ram/ListPoliciesForUser.ts";
import { ListPolicyVersions } from "./ram/ListPolicyVersions.ts";
import { ListRoles } from "./ram/ListRoles.ts";
import { ListTagResources } from "./ram/ListTagResources.ts";
import { ListUsers } from "./ram/ListUsers.ts";
import { ListUsersForGroup } from "./ram/ListUsersForGroup.ts";
import { RemoveUserFromGroup } from "./ram/RemoveUserFromGroup.ts";
import { SetAccountAlias } from "./ram/SetAccountAlias.ts";
import { SetDefaultPolicyVersion } from "./ram/SetDefaultPolicyVersion.ts";
import { SetPasswordPolicy } from "./ram/SetPasswordPolicy.ts";
import { SetSecurityPreference } from "./ram/SetSecurityPreference.ts";
import { TagResources } from "./ram/TagResources.ts";
import { UntagResources } from "./ram/UntagResources.ts";
import { UpdateAccessKey } from "./ram/UpdateAccessKey.ts";
import { UpdateGroup } from "./ram/UpdateGroup.ts";
import { UpdateLoginProfile } from "./ram/UpdateLoginProfile.ts";
import { UpdatePolicyDescription } from "./ram/UpdatePolicyDescription.ts";
import { UpdateRole } from "./ram/UpdateRole.ts";
import { UpdateUser } from "./ram/UpdateUser.ts";
import { AssumeRole } from "./sts/AssumeRole.ts";
import { GetCallerIdentity } from "./sts/GetCallerIdentity.ts";
import { CreateAccount } from "./medialoft/CreateAccount.ts";
import { GenerateLeastPrivilegePolicy } from "./medialoft/GenerateLeastPrivilegePolicy.ts";
import { GetAuthorizationMode } from "./medialoft/GetAuthorizationMode.ts";
import { GetSystemStatus } from "./medialoft/GetSystemStatus.ts";
import { ListAuditRecords } from "./medialoft/ListAuditRecords.ts";
import { ListSessions } from "./medialoft/ListSessions.ts";
import { RefreshAssetUpload } from "./medialoft/RefreshAssetUpload.ts";
import { RevokeSession } from "./medialoft/RevokeSession.ts";
import { SetAuthorizationMode } from "./medialoft/SetAuthorizationMode.ts";
import { SimulatePolicy } from "./medialoft/SimulatePolicy.ts";
import { SimulatePrincipal } from "./medialoft/SimulatePrincipal.ts";

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
  AddUserToGroup,
  AttachPolicyToGroup,
  AttachPolicyToRole,
  AttachPolicyToUser,
  ChangePassword,
  ClearAccountAlias,
  CreateAccessKey,
  CreateGroup,
  CreateLoginProfile,
  CreatePolicy,
  CreatePolicyVersion,
  CreateRole,
  CreateUser,
  DecodeDiagnosticMessage,
  DeleteAccessKey,
  DeleteGroup,
  DeleteLoginProfile,
  DeletePolicy,
  DeletePolicyVersion,
  DeleteRole,
  DeleteUser,
  DetachPolicyFromGroup,
  DetachPolicyFromRole,
  DetachPolicyFromUser,
  GetAccessKeyLastUsed,
  GetAccountAlias,
  GetGroup,
  GetLoginProfile,
  GetPasswordPolicy,
  GetPolicy,
  GetPolicyVersion,
  GetRole,
  GetSecurityPreference,
  GetUser,
  ListAccessKeys,
  ListEntitiesForPolicy,
  ListGroups,
  ListGroupsForUser,
  ListPolicies,
  ListPoliciesForGroup,
  ListPoliciesForRole,
  ListPoliciesForUser,
  ListPolicyVersions,
  ListRoles,
  ListTagResources,
  ListUsers,
  ListUsersForGroup,
  RemoveUserFromGroup,
  SetAccountAlias,
  SetDefaultPolicyVersion,
  SetPasswordPolicy,
  SetSecurityPreference,
  TagResources,
  UntagResources,
  UpdateAccessKey,
  UpdateGroup,
  UpdateLoginProfile,
  UpdatePolicyDescription,
  UpdateRole,
  UpdateUser,
  AssumeRole,
  GetCallerIdentity,
  CreateAccount,
  GenerateLeastPrivilegePolicy,
  GetAuthorizationMode,
  GetSystemStatus,
  ListAuditRecords,
  ListSessions,
  RefreshAssetUpload,
  RevokeSession,
  SetAuthorizationMode,
  SimulatePolicy,
  SimulatePrincipal,
];
