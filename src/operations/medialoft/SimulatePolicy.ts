import { z } from "zod";
import { text } from "../../contract/fields.ts";
import { listField } from "../../contract/list-fields.ts";
import { allResources } from "../../contract/operation.ts";
import { type PolicyWarningOf, simulateDocuments } from "../../identity/simulate.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import {
  answerSimulation,
  sessionPolicy,
  simulationBehaviours,
  simulationInput,
  simulationOutput,
} from "./simulation-fields.ts";

const narrow = JSON.stringify({
  Version: "1",
  Statement: [
    {
      Effect: "Allow",
      Action: "ice:GetYikeAssetMediaInfo",
      Resource: "*",
      Condition: { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } },
    },
  ],
});

/** Before a policy is made: what it would decide, and what its writer should know of it. */
export const SimulatePolicy = defineOperation({
  name: "SimulatePolicy",
  products: ["Medialoft"],
  summary: "Tells what policies would decide.",
  input: {
    PolicyDocuments: listField(z.string(), {
      description: "The policies, as JSON: at most 10. They count together.",
      max: 10,
    }),
    SessionPolicy: sessionPolicy,
    Principal: text({
      description: "Who is to have them, as conditions see it in acs:PrincipalARN; a user of no name when absent.",
      example: `acs:ram::${demo.accountId}:user/${demo.user.userName}`,
      maxBytes: 256,
      pattern: /^acs:ram::\d{16}:(user\/[\w.@-]+|role\/[\w.@-]+\/[\w.@-]+)$/,
      wants: "It must be written acs:ram::<account id>:user/<name> or acs:ram::<account id>:role/<role>/<session>.",
    }).optional(),
    ...simulationInput,
  },
  output: {
    ...simulationOutput,
    Warnings: z.array(
      z.object({
        DocumentNumber: z.int().optional().meta({ description: "From 1; absent for the session policy." }),
        StatementNumber: z.int().meta({ description: "In its policy, from 1." }),
        Code: z.string().meta({ description: "What kind of warning, for instance no-effect." }),
        Message: z.string().meta({ description: "The warning, in plain words." }),
      }),
    ),
  },
  permissions: [{ action: "medialoft:SimulatePolicy", access: "get", resource: allResources }],
  errors: ["MalformedPolicyDocument"],
  behaviours: simulationBehaviours,
  examples: [
    {
      title: "Looking at an asset from the office",
      input: {
        "PolicyDocuments.1": narrow,
        "Actions.1": "ice:GetYikeAssetMediaInfo",
        "Context.1.Key": "acs:SourceIp",
        "Context.1.Value": "192.0.2.7",
      },
      output: {
        Results: [
          {
            Action: "ice:GetYikeAssetMediaInfo",
            Resource: `acs:ice:${demo.region}:${demo.accountId}:*`,
            Decision: "Allow",
            DecidedBy: "identity",
            Statements: [
              {
                Layer: "identity",
                PolicyName: "document 1",
                PolicyType: "Custom",
                PolicyVersion: "as given",
                AttachedTo: "user/anybody",
                StatementNumber: 1,
                Explanation:
                  "Allows ice:GetYikeAssetMediaInfo on every resource, if the source address is in 192.0.2.0/24.",
              },
            ],
            MissingContextKeys: [],
            Explanation: "The call is allowed.",
          },
        ],
        Warnings: [],
      },
    },
  ],
  async run({ PolicyDocuments, SessionPolicy, Principal, ...input }, context) {
    const { simulated, warnings } = simulateDocuments(
      {
        documents: PolicyDocuments,
        session: SessionPolicy,
        principal: Principal ?? `acs:ram::${context.caller.accountId}:user/anybody`,
      },
      context.parts.catalogue,
      { language: context.client.language, now: context.now, extraOperators: context.parts.extraOperators },
    );
    return { ...(await answerSimulation(simulated, input, context)), Warnings: warnings.map(toWarning) };
  },
});

const toWarning = ({ document, statement, code, message }: PolicyWarningOf) => ({
  ...(document !== undefined && { DocumentNumber: document + 1 }),
  StatementNumber: statement + 1,
  Code: code,
  Message: message,
});
