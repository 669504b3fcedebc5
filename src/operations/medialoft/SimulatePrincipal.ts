import { ApiError } from "../../contract/errors.ts";
import { groupName, userName } from "../../contract/identity-fields.ts";
import { allResources } from "../../contract/operation.ts";
import { type HolderName, simulatePrincipal } from "../../identity/simulate.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { roleName } from "../ram/role-fields.ts";
import {
  answerSimulation,
  sessionPolicy,
  simulationBehaviours,
  simulationInput,
  simulationOutput,
} from "./simulation-fields.ts";

const needed = JSON.stringify(
  { Version: "1", Statement: [{ Effect: "Allow", Action: "ice:DeleteYikeAssetMediaInfos", Resource: "*" }] },
  null,
  2,
);

/** Whoever may call it learns what the policies of the account's users, groups and roles say. */
export const SimulatePrincipal = defineOperation({
  name: "SimulatePrincipal",
  products: ["Medialoft"],
  summary: "Tells what a user, group or role may do.",
  input: {
    UserName: userName("A user, with the policies of all their groups.").optional(),
    GroupName: groupName("Or a group.").optional(),
    RoleName: roleName("Or a role.").optional(),
    SessionPolicy: sessionPolicy,
    ...simulationInput,
  },
  output: simulationOutput,
  permissions: [{ action: "medialoft:SimulatePrincipal", access: "get", resource: allResources }],
  errors: [
    "MalformedPolicyDocument",
    "EntityNotExist.User",
    "EntityNotExist.Group",
    "EntityNotExist.Role",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: simulationBehaviours,
  examples: [
    {
      title: "A user who looks and may not delete",
      input: {
        UserName: demo.user.userName,
        "Actions.1": "ice:DeleteYikeAssetMediaInfos",
      },
      output: {
        Results: [
          {
            Action: "ice:DeleteYikeAssetMediaInfos",
            Resource: `acs:ice:${demo.region}:${demo.accountId}:*`,
            Decision: "ImplicitDeny",
            DecidedBy: "identity",
            Statements: [],
            MissingContextKeys: [],
            Explanation: [
              "No policy of the user alice allows ice:DeleteYikeAssetMediaInfos.",
              "Nearest to it: statement 1 of the policy ReadLibrary (v2, attached to the user alice) allows ice:Get*, and not ice:DeleteYikeAssetMediaInfos.",
              "The smallest policy that would allow it, attached to the user or to a group of theirs:",
              needed,
            ].join("\n"),
            SmallestPolicy: needed,
          },
        ],
      },
    },
  ],
  async run({ UserName, GroupName, RoleName, SessionPolicy, ...input }, context) {
    const holder = oneHolder({ user: UserName, group: GroupName, role: RoleName });
    if (SessionPolicy !== undefined && holder.kind !== "role") {
      throw new ApiError("InvalidParameter", {
        name: "SessionPolicy",
        diagnosis: "Only who acts in a role has a session policy: send it with RoleName.",
      });
    }
    const { caller, read } = context;
    const simulated = await simulatePrincipal(read, caller.accountId, holder, SessionPolicy, context.parts);
    return answerSimulation(simulated, input, context);
  },
});

function oneHolder(names: Readonly<Record<HolderName["kind"], string | undefined>>): HolderName {
  const sent = (["user", "group", "role"] as const).flatMap((kind) => {
    const name = names[kind];
    return name === undefined ? [] : [{ kind, name }];
  });
  const [holder] = sent;
  if (!holder) throw new ApiError("MissingParameter", { name: "UserName" });
  if (sent.length === 1) return holder;
  throw new ApiError("InvalidParameter", {
    name: "UserName",
    diagnosis: "Send one of UserName, GroupName and RoleName.",
  });
}
