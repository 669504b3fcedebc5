import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { listField, optionalListField } from "../../contract/list-fields.ts";
import { type Simulated, type SimulatedCalls, type SimulatedDecision, simulate } from "../../identity/simulate.ts";
import type { CallContext } from "../context.ts";
import { statementOutput, toStatementOutput } from "./statement-fields.ts";

const action = z
  .string()
  .max(128)
  .regex(/^\w+:\w+$/, { error: "Actions must be names such as ice:GetYikeAssetMediaInfo." });
const resource = z
  .string()
  .max(1200)
  .regex(/^acs:\w+:[\w-]*:(\d{16}|system):.+$/, {
    error: "Resources must be names such as acs:ice:cn-shanghai:<account id>:*.",
  });

/** What is asked. */
export const simulationInput = {
  Actions: listField(action, { description: "The actions that are asked, at most 100.", max: 100 }),
  Resources: optionalListField(resource, {
    description:
      "On which resources each action is asked, at most 100 whole names. When absent, on what a call of the action names.",
    max: 100,
  }),
  Context: optionalListField(z.object({ Key: z.string().min(1).max(256), Value: z.string().max(1024) }), {
    description:
      "What conditions find: Key, for instance acs:SourceIp, and Value. A key may come several times; one that does not come is missing.",
    max: 100,
  }),
};

export const sessionPolicy = described("The policy that AssumeRole is called with: it takes away.").optional();

/** What is answered of it. */
export const simulationOutput = {
  Results: z.array(
    z.object({
      Action: described("The action."),
      Resource: described("The resource."),
      Decision: described("Allow, ExplicitDeny or ImplicitDeny."),
      DecidedBy: described("identity or session: which policies decided."),
      Statements: z.array(
        z.object({ ...statementOutput, Explanation: described("What the statement says, in plain words.") }),
      ),
      MissingContextKeys: z
        .array(z.string())
        .meta({ description: "Keys that conditions asked for and Context lacks." }),
      Explanation: described("Why, in plain words."),
      SmallestPolicy: described("The smallest policy that would allow it; absent when it is allowed.").optional(),
    }),
  ),
};

interface SimulationInput {
  readonly Actions: readonly string[];
  readonly Resources?: readonly string[] | undefined;
  readonly Context?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
}

/** Asks the policies what the call asks. */
export async function answerSimulation(
  simulated: Simulated,
  input: SimulationInput,
  { caller, client, parts }: CallContext,
) {
  const { region, catalogue } = parts;
  const place = { accountId: caller.accountId, region, catalogue, language: client.language };
  return { Results: (await simulate(simulated, toCalls(input), place)).map(toResult) };
}

function toCalls({ Actions, Resources, Context = [] }: SimulationInput): SimulatedCalls {
  const keys = [...new Set(Context.map(({ Key }) => Key))];
  return {
    actions: Actions,
    resources: Resources,
    context: keys.map((key) => ({ key, values: Context.flatMap(({ Key, Value }) => (Key === key ? Value : [])) })),
  };
}

const toResult = ({ action, resource, effect, decidedBy, ...more }: SimulatedDecision) => ({
  Action: action,
  Resource: resource,
  Decision: effect,
  DecidedBy: decidedBy,
  Statements: more.statements.map((one) => ({ ...toStatementOutput(one), Explanation: one.explanation })),
  MissingContextKeys: [...more.missingKeys],
  Explanation: more.explanation,
  ...(more.smallestPolicy !== undefined && { SmallestPolicy: more.smallestPolicy }),
});

export const simulationBehaviours = [
  { statement: "Whether the account enforces policies makes no difference.", evidence: "documented" },
  {
    statement: "What needs no Allow, such as sts:GetCallerIdentity, is decided as if it needed one.",
    evidence: "documented",
  },
  { statement: "One call makes at most 200 decisions.", evidence: "documented" },
  {
    statement:
      "The policies' characters times the characters of the resources and context values of all decisions are at most 250,000,000.",
    evidence: "documented",
  },
] as const;
