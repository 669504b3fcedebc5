import type { ErrorDefinition } from "./errors.ts";

const parameters = {
  "InvalidParameter.InvalidChars": {
    code: "InvalidParameter.{name}.InvalidChars",
    status: 400,
    message: 'The parameter - "{name}" contains invalid chars.',
    cause: "{name} holds a character that it may not hold.",
    remedy: "Correct {name}.",
  },
  "InvalidParameter.Length": {
    code: "InvalidParameter.{name}.Length",
    status: 400,
    message: 'The parameter - "{name}" beyond the length limit.',
    cause: "{name} is too short or too long.",
    remedy: "Correct {name}.",
  },
  "InvalidParameter.WrongFormat": {
    code: "InvalidParameter.{name}.Format",
    status: 400,
    message: 'The format of the parameter - "{name}" is incorrect.',
    cause: "{name} is not written as it must be.",
    remedy: "Correct {name}.",
  },
  "InvalidParameter.Range": {
    code: "InvalidParameter.{name}.Range",
    status: 400,
    message: 'The parameter - "{name}" MUST be in the range of {detail}.',
    cause: "{name} is smaller or greater than it may be.",
    remedy: "Correct {name}.",
  },
  "InvalidParameter.TooWeak": {
    code: "InvalidParameter.{name}.TooWeak",
    status: 400,
    message: 'The parameter - "{name}" is not compliant with the password policy.',
    cause: "The password does not keep the account's rules for passwords.",
    remedy: "Choose another one; GetPasswordPolicy shows the rules.",
  },
  "InvalidParameter.ReusePrevention": {
    code: "InvalidParameter.{name}.ReusePrevention",
    status: 400,
    message: 'The parameter - "{name}" is not compliant with the reuse prevention password policy.',
    cause: "It is the user's password, or was not long ago.",
    remedy: "Choose another one; PasswordReusePrevention of GetPasswordPolicy says how many earlier ones count.",
  },
  "InvalidParameter.OldPassword.Incorrect": {
    status: 400,
    message: 'The parameter - "OldPassword" is incorrect.',
    cause: "It is not the user's password.",
    remedy: "Send the password that is in force, or let an administrator set another one with UpdateLoginProfile.",
  },
  "NotSupport.Account": {
    status: 400,
    message: "This method can be only invoked by sub user.",
    cause: "Only a user has a password: the account itself and roles have none.",
    remedy: "Call with an AccessKey of the user whose password is to be changed.",
  },
  "InvalidParameter.PolicyType": {
    status: 400,
    message: 'The parameter - "PolicyType" is incorrect.',
    cause: "A policy is of the type System or Custom.",
    remedy: "Send PolicyType=System or PolicyType=Custom, in exactly this spelling.",
  },
  MalformedPolicyDocument: {
    status: 400,
    message: "{detail}",
    cause: "The policy's document breaks the grammar of policies.",
    remedy: "Correct it at the place that the message names.",
  },
  "InvalidParameter.Malformed": {
    code: "InvalidParameter.{name}",
    status: 400,
    message: "The parameter {name} is wrongly formed.",
    cause: "{name} is not written as it must be.",
    remedy: "Correct {name}.",
  },
  "InvalidParameter.DurationSeconds": {
    status: 400,
    message: "The Min/Max value of DurationSeconds is 15min/1hr.",
    cause: "A session lasts at least 900 seconds and at most as long as its role allows.",
    remedy: "Send a DurationSeconds within these bounds, or raise the role's MaxSessionDuration.",
  },
  "InvalidParameter.PolicyGrammar": {
    status: 400,
    message: "The parameter Policy has not passed grammar check.",
    cause: "The session policy breaks the grammar of policies.",
    remedy: "Correct Policy.",
  },
  "InvalidParameter.PolicySize": {
    status: 400,
    message: "The size of Policy must be smaller than 2048 bytes.",
    cause: "The session policy is too long.",
    remedy: "Shorten Policy.",
  },
} as const satisfies Record<string, ErrorDefinition>;

const sendAnother = "Check the spelling, and that it belongs to this account.";
const absent = <const M extends string>(message: M, cause: string, remedy: string = sendAnother) =>
  ({ status: 404, message, cause, remedy }) as const;

const missing = {
  "EntityNotExist.User": absent("The user does not exist.", "This account has no such user."),
  "EntityNotExist.User.AccessKey": absent(
    "The user access key does not exist.",
    "The one whose keys these are has no such AccessKey.",
    "Check the AccessKeyId and UserName; ListAccessKeys lists them.",
  ),
  "EntityNotExist.User.LoginProfile": absent(
    "The user login profile does not exist.",
    "The user has no password.",
    "CreateLoginProfile gives one.",
  ),
  "EntityNotExist.User.Policy": absent(
    "The indicate policy of the user does not exist.",
    "The policy is not attached to this user.",
    "ListPoliciesForUser lists what is.",
  ),
  "EntityNotExist.User.Group": absent(
    "The user has not joined the group.",
    "The user is not in this group.",
    "ListGroupsForUser lists the user's groups.",
  ),
  "EntityNotExist.Group": absent("The group does not exist.", "This account has no such group."),
  "EntityNotExist.Group.Policy": absent(
    "The indicate policy attached to the group does not exist.",
    "The policy is not attached to this group.",
    "ListPoliciesForGroup lists what is.",
  ),
  "EntityNotExist.Role": absent("The role does not exist.", "This account has no such role."),
  "EntityNotExist.Role.Sts": {
    ...absent("The specified Role not exists .", "There is no such role.", "Check RoleArn."),
    code: "EntityNotExist.Role",
  },
  "EntityNotExist.Role.Policy": absent(
    "The indicate policy attached to the role does not exist.",
    "The policy is not attached to this role.",
    "ListPoliciesForRole lists what is.",
  ),
  "EntityNotExist.Policy": absent("The policy does not exist.", "There is no policy of this name and type."),
  "EntityNotExist.Policy.Version": absent(
    "The policy version does not exist.",
    "The policy has no such version.",
    "ListPolicyVersions lists them.",
  ),
} as const satisfies Record<string, ErrorDefinition>;

const conflict = <const M extends string>(message: M, cause: string, remedy: string) =>
  ({ status: 409, message, cause, remedy }) as const;

const chooseAnother = "Choose another name.";
const nothingToDo = "Nothing is left to do.";

const present = {
  "EntityAlreadyExists.User": conflict(
    "The user does already EXIST.",
    "The account has a user of this name; upper and lower case make no difference.",
    chooseAnother,
  ),
  "EntityAlreadyExists.Group": conflict(
    "The group does already EXIST.",
    "The account has a group of this name; upper and lower case make no difference.",
    chooseAnother,
  ),
  "EntityAlreadyExists.Policy": conflict(
    "The group does already EXIST.",
    "There is a policy of this name; upper and lower case make no difference.",
    chooseAnother,
  ),
  "EntityAlreadyExists.Role": conflict(
    "The role does already EXIST.",
    "The account has a role of this name; upper and lower case make no difference.",
    chooseAnother,
  ),
  "EntityAlreadyExists.User.Group": conflict(
    "The user has already joined the group.",
    "The user is in this group.",
    nothingToDo,
  ),
  "EntityAlreadyExists.User.Policy": conflict(
    "The user has already been attached this policy.",
    "The policy is attached to this user.",
    nothingToDo,
  ),
  "EntityAlreadyExists.Group.Policy": conflict(
    "The group has already been attached this policy.",
    "The policy is attached to this group.",
    nothingToDo,
  ),
  "EntityAlreadyExists.Role.Policy": conflict(
    "The role has already been attached this policy.",
    "The policy is attached to this role.",
    nothingToDo,
  ),
  "EntityAlreadyExists.User.LoginProfile": conflict(
    "The user login profile does already EXIST.",
    "The user has a password.",
    "UpdateLoginProfile changes it.",
  ),
  "EntityAlreadyExists.AccountAlias": conflict(
    "The account alias does already exist.",
    "Another account has this alias.",
    "Choose another alias.",
  ),
} as const satisfies Record<string, ErrorDefinition>;

const deleteConflicts = {
  "DeleteConflict.User.Group": conflict(
    "The user CAN NOT be in any group while deleting the user.",
    "The user is in a group.",
    "RemoveUserFromGroup takes the user out; ListGroupsForUser lists the groups.",
  ),
  "DeleteConflict.User.AccessKey": conflict(
    "The user CAN NOT has any access key while deleting the user.",
    "The user has an AccessKey.",
    "DeleteAccessKey deletes it; ListAccessKeys lists the keys.",
  ),
  "DeleteConflict.User.LoginProfile": conflict(
    "The user CAN NOT has any login profile while deleting the user.",
    "The user has a password.",
    "DeleteLoginProfile deletes it.",
  ),
  "DeleteConflict.User.Policy": conflict(
    "The user CAN NOT has any attached policy while deleting the user.",
    "A policy is attached to the user.",
    "DetachPolicyFromUser detaches it; ListPoliciesForUser lists the policies.",
  ),
  "DeleteConflict.Group.User": conflict(
    "The group CAN NOT has any user member while deleting the group.",
    "A user is in the group.",
    "RemoveUserFromGroup takes users out; ListUsersForGroup lists them.",
  ),
  "DeleteConflict.Group.Policy": conflict(
    "The entity CAN NOT has any attached policy while deleting the group.",
    "A policy is attached to the group.",
    "DetachPolicyFromGroup detaches it; ListPoliciesForGroup lists the policies.",
  ),
  "DeleteConflict.Policy.User": conflict(
    "The policy CAN NOT been attached to any user while deleting the policy.",
    "The policy is attached to a user.",
    "DetachPolicyFromUser detaches it; ListEntitiesForPolicy lists where it is attached.",
  ),
  "DeleteConflict.Policy.Group": conflict(
    "The policy CAN NOT been attached to any group while deleting the policy.",
    "The policy is attached to a group.",
    "DetachPolicyFromGroup detaches it; ListEntitiesForPolicy lists where it is attached.",
  ),
  "DeleteConflict.Policy.Role": conflict(
    "The policy CAN NOT been attached to any role while deleting the policy.",
    "The policy is attached to a role.",
    "DetachPolicyFromRole detaches it; ListEntitiesForPolicy lists where it is attached.",
  ),
  "DeleteConflict.Policy.Version": conflict(
    "The policy CAN NOT has any version except the default version.",
    "The policy has other versions than the default one.",
    "DeletePolicyVersion deletes them, or send CascadingDelete=true.",
  ),
  "DeleteConflict.Policy.Version.Default": conflict(
    "The default policy version CAN NOT been deleted directly.",
    "This version is the one in force.",
    "SetDefaultPolicyVersion puts another version in force; DeletePolicy deletes the policy.",
  ),
  "DeleteConflict.Role.Policy": conflict(
    "The role CAN NOT has any attached policy while deleting the role.",
    "A policy is attached to the role.",
    "DetachPolicyFromRole detaches it; ListPoliciesForRole lists the policies.",
  ),
} as const satisfies Record<string, ErrorDefinition>;

const full = <const M extends string>(message: M, remedy: string) =>
  conflict(message, "There are as many as there may be.", remedy);

const limits = {
  "LimitExceeded.User": full("The count of users beyond the current limits.", "Delete users: an account has 1,000."),
  "LimitExceeded.User.AccessKey": full(
    "The access key count of the user access keys beyond the current limits.",
    "Delete one of the keys: a user has two.",
  ),
  "LimitExceeded.User.Group": full(
    "The count of groups the target user joined beyond the current limits.",
    "Take the user out of another group: a user is in five.",
  ),
  "LimitExceeded.User.Policy": full(
    "The policy count of the user attached policies beyond the current limits.",
    "Detach other policies: a user has 20 system policies and 10 custom ones.",
  ),
  "LimitExceeded.Group": full("The count of groups beyond the current limits.", "Delete groups: an account has 50."),
  "LimitExceeded.Group.Policy": full(
    "The policy count of the group beyond the current limits.",
    "Detach other policies: a group has 20 system policies and 5 custom ones.",
  ),
  "LimitExceeded.Policy": full(
    "The count of policy beyond the current limits.",
    "Delete policies: an account has 1,500 custom ones.",
  ),
  "LimitExceeded.Policy.Version": full(
    "The count of policy version beyond the current limits.",
    "Delete a version: a policy has five. RotateStrategy=DeleteOldestNonDefaultVersionWhenLimitExceeded does so by itself.",
  ),
  "LimitExceeded.Role": full("The count of roles beyond the current limits.", "Delete roles: an account has 1,000."),
  "LimitExceeded.Role.Policy": full(
    "The count of policies attached to the role beyond the current limits.",
    "Detach other policies: a role has 20 system policies and 5 custom ones.",
  ),
} as const satisfies Record<string, ErrorDefinition>;

const decisions = {
  "NoPermission.Sts": {
    code: "NoPermission",
    status: 403,
    message: "You are not authorized to do this action. You should be authorized by RAM.",
    cause: "The caller may not do this.",
    remedy: "Call with a principal that is allowed to by its own policies, and by the role's trust policy.",
  },
  "NoPermission.RootAssumesRole": {
    code: "NoPermission",
    status: 403,
    message: "Roles may not be assumed by root accounts.",
    cause: "The account's root cannot act in a role.",
    remedy: "Call with an AccessKey of a user who is allowed sts:AssumeRole.",
  },
  EncodedMessageExpire: {
    status: 400,
    message: "The EncodedDiagnosticMessage is expired.",
    cause: "What was said of this denial is kept for a limited time.",
    remedy: "Make the call again and decode the message of its answer.",
  },
  "EntityNotExist.DiagnosticMessage": {
    code: "EntityNotExist",
    status: 404,
    message: "The specific DecodedDiagnosticMessage cannot be found.",
    cause: "Nothing is known of such a denial in this account.",
    remedy: "Send EncodedDiagnosticMessage as it was answered, with a key of the account whose call was denied.",
  },
} as const satisfies Record<string, ErrorDefinition>;

/** What RAM and STS answer beside the errors of all products. */
export const identityErrors = {
  ...parameters,
  ...missing,
  ...present,
  ...deleteConflicts,
  ...limits,
  ...decisions,
} as const;
