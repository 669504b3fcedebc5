import fc from "fast-check";
import { documentedOperators } from "../../src/policy/operators.ts";
import type { NaivePolicy, NaiveRequest, NaiveStatement } from "./naive.ts";

/** Policies of one caller and a request of theirs. */
export interface Pair {
  readonly identity: readonly NaivePolicy[];
  readonly session: NaivePolicy | undefined;
  readonly trust: NaivePolicy | undefined;
  readonly request: NaiveRequest;
}

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const oneOrMany = (texts: fc.Arbitrary<string>, max: number): fc.Arbitrary<string | string[]> =>
  fc.oneof(
    { weight: 2, arbitrary: texts },
    { weight: 1, arbitrary: fc.array(texts, { minLength: 1, maxLength: max }) },
  );

/** In so many of ten cases. */
const sometimes = <T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: times, arbitrary }, { weight: 10 - times, arbitrary: fc.constant(undefined) });

const target = oneOf(
  { action: "ice:GetYikeAsset", resource: "acs:ice:cn-beijing:1:*" },
  { action: "ICE:deleteYikeAsset", resource: "acs:ice:cn-shanghai:1:production/7" },
  { action: "ice:ListYikeAssets", resource: "acs:ice:cn-beijing:1:*" },
  { action: "yike:GetYikeAsset", resource: "acs:yike:cn-beijing:1:*" },
  { action: "oss:PutObject", resource: "acs:oss:cn-shanghai:1:bucket/a/b.mp4" },
  { action: "oss:PutObject", resource: "acs:oss:cn-shanghai:1:bucket/🎬.mp4" },
  { action: "ram:GetUser", resource: "acs:ram::1:user/ann" },
);

const actionPattern = fc.oneof(
  { weight: 3, arbitrary: oneOf("*", "*:*", "i*:*", "*:?*") },
  {
    weight: 4,
    arbitrary: oneOf(
      ...["ice:*", "ICE:Get*", "ice:*Yike*", "ice:?etYikeAsset", "ice:ListYikeAssets", "oss:*", "ice:DeleteYikeAsset"],
      ...[
        "ice:GetYikeAsset",
        "ram:Get?ser",
        "oss:PutObject",
        "ram:*",
        "i*:*s",
        "*:*ice*",
        "ice:*a*a*t",
        "ice:Get",
        "yike:*",
        "Yike:Get*",
        "y*:*s",
        "ice:L*s*s",
      ],
    ),
  },
);

const resourcePattern = fc.oneof(
  { weight: 3, arbitrary: oneOf("*", "acs:*", "acs:*:*:*:*", "*:1:*") },
  {
    weight: 3,
    arbitrary: oneOf(
      ...[
        "acs:ice:*:*:*",
        "acs:ice:*:1:*",
        "acs:ice:*:1:production/*",
        "acs:*:*cn-beijing*:*:*",
        "acs:ICE:*:*:*",
        "acs:*:1",
        "acs:yike:*:*:*",
        "acs:yik?:cn-beijing:*:*",
      ],
      ...[
        "acs:oss:*:*:bucket/*",
        "acs:oss:*:*:bucket/?.mp4",
        "acs:oss:*:*:bucket/*/?.mp?",
        "acs:ram:*:1:user/ann",
        "*:user/*",
      ],
      ...[
        "acs:ice:cn-beijing:1:?",
        "acs:ice:cn-shanghai:1:production/7",
        "*a*:*:*b*",
        "*7*7",
        "acs:ice:*:*:*:*",
        "*b.mp4*b.mp4",
      ],
    ),
  },
);

const principal = oneOf(
  "acs:ram::1:user/ann",
  "acs:ram::1:user/bob",
  "acs:ram::1:user/anna",
  "acs:ram::1:role/Editor/build-7",
  "acs:ram::2:role/editor/x",
  "acs:ram::12:user/ann",
);

const trusted = oneOf(
  ...["acs:ram::1:root", "acs:ram::1:user/ann", "acs:ram::1:user/Ann", "acs:ram::1:role/editor"],
  ...["acs:ram::1:role/Editor/build-7", "acs:ram::2:root", "acs:ram::2:role/edit", "acs:ram::12:user/ann"],
);

const strings = [
  "red",
  "Red",
  "RED",
  "blue",
  "r?d",
  "r*",
  "*",
  "",
  "bl🎬e",
  "bl?e",
  "acs:ram::1:user/ann",
  "acs:ram::1:*",
  "acs:ram::1:role/Editor",
  "acs:ram::1:role/Editor/build-7",
  "acs:ram:*:*:role/?ditor",
];
const numbers = ["0", "1", "1.0", "-1.5", "007", "10", "999999999999999", "0.00000000000001"];
const times = [
  ...[
    "2026-11-24",
    "2026-11-24T00:00:00Z",
    "2026-11-24T08:00:00+08:00",
    "2026-11-24T00:00:00.001Z",
    "2026-11-23T23:59Z",
  ],
  ...["2028-02-29T12:00:00-0330", "1999-12-31T23:59:59Z"],
];
const ranges = [
  ...["203.0.113.7", "203.0.113.0/24", "203.0.113.9/31", "0.0.0.0/0", "10.0.0.0/8", "203.0.113.8/30", "128.0.0.0/1"],
  ...["2001:db8::/32", "2001:db8::1", "::/0", "::ffff:203.0.113.7", "::ffff:203.0.113.0/120", "2001:db8:0:0:8000::/65"],
];
const addresses = [
  ...[
    "203.0.113.7",
    "203.0.113.8",
    "203.0.114.7",
    "10.255.255.255",
    "::ffff:203.0.113.7",
    "2001:db8::1",
    "2001:DB8:0:0:8000::1",
  ],
  ...["::1", "2001:db9::1"],
];
const unreadable = [
  "",
  "soon",
  "2026-02-30T00:00:00Z",
  "2026-11-24T00:00:00",
  "1e3",
  "203.0.113.07",
  "203.0.113",
  "1::2::3",
  "yes",
];

interface KeyFamily {
  readonly keys: readonly string[];
  readonly policy: readonly string[];
  readonly request: readonly string[];
}

const families = {
  String: { keys: ["ice:Colour", "acs:PrincipalARN", "acs:RequestTag/Team"], policy: strings, request: strings },
  Numeric: { keys: ["ice:Count", "ICE:count"], policy: numbers, request: [...numbers, ...unreadable] },
  Date: { keys: ["acs:CurrentTime", "acs:currenttime"], policy: times, request: [...times, ...unreadable] },
  Bool: {
    keys: ["acs:SecureTransport"],
    policy: ["true", "false", "True"],
    request: ["true", "false", "FALSE", "yes"],
  },
  Ip: { keys: ["acs:SourceIp", "acs:SourceIP"], policy: ranges, request: [...addresses, ...unreadable] },
} as const satisfies Record<string, KeyFamily>;

const familyOf = (operator: string): KeyFamily => {
  const name = (["String", "Numeric", "Date", "Bool"] as const).find((one) => operator.startsWith(one));
  return families[name ?? "Ip"];
};

type ConditionBlock = NonNullable<NaiveStatement["Condition"]>;

const condition: fc.Arbitrary<ConditionBlock> = fc.oneof(
  {
    weight: 25,
    arbitrary: oneOf(...documentedOperators).chain((base) => {
      const { keys, policy } = familyOf(base);
      return fc
        .tuple(
          oneOf("", "", "", "ForAnyValue:", "ForAllValues:"),
          oneOf("", "", "IfExists"),
          oneOf(...keys),
          values(policy),
        )
        .map(([quantifier, ifExists, key, wanted]) => ({ [`${quantifier}${base}${ifExists}`]: { [key]: wanted } }));
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oneOf("ice:Colour", "ice:Count", "acs:SourceIp"), values(["true", "false"]))
      .map(([key, wanted]) => ({ Null: { [key]: wanted } })),
  },
);

function values(pool: readonly string[]): fc.Arbitrary<string | string[]> {
  return oneOrMany(oneOf(...pool), 3);
}

/** The second one wins where both name the same operator. */
const conditions: fc.Arbitrary<ConditionBlock> = fc.oneof(
  { weight: 3, arbitrary: condition },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })) },
);

const maybeConditions = sometimes(6, conditions);

const statement: fc.Arbitrary<NaiveStatement> = fc
  .tuple(
    oneOf("Allow", "Allow", "Allow", "Deny"),
    oneOf("Action", "Action", "Action", "Action", "NotAction"),
    oneOrMany(actionPattern, 3),
    oneOrMany(resourcePattern, 3),
    maybeConditions,
  )
  .map(([Effect, element, actions, Resource, Condition]) => ({
    Effect: Effect as "Allow" | "Deny",
    [element]: actions,
    Resource,
    ...(Condition ? { Condition } : {}),
  }));

const trustStatement: fc.Arbitrary<NaiveStatement> = fc
  .tuple(oneOf("Allow", "Allow", "Deny"), oneOrMany(trusted, 3), maybeConditions)
  .map(([Effect, RAM, Condition]) => ({
    Effect: Effect as "Allow" | "Deny",
    Action: "sts:AssumeRole",
    Principal: { RAM },
    ...(Condition ? { Condition } : {}),
  }));

const policy = (statements: fc.Arbitrary<NaiveStatement>): fc.Arbitrary<NaivePolicy> =>
  fc.array(statements, { minLength: 1, maxLength: 3, size: "max" }).map((Statement) => ({ Version: "1", Statement }));

const contextEntry = ({ keys, request }: KeyFamily): fc.Arbitrary<Record<string, string[]>> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(oneOf(...keys), fc.array(oneOf(...request), { minLength: 1, maxLength: 2 }))
        .map(([key, found]) => ({ [key]: found })),
    },
  );

const context = fc
  .tuple(...Object.values(families).map(contextEntry))
  .map((entries): Record<string, string[]> => Object.assign({}, ...entries));

export const pair: fc.Arbitrary<Pair> = fc.record({
  identity: fc.array(policy(statement), { minLength: 0, maxLength: 4, size: "max" }),
  session: sometimes(2, policy(statement)),
  trust: sometimes(2, policy(trustStatement)),
  request: fc
    .tuple(target, principal, context)
    .map(([asked, caller, found]) => ({ ...asked, principal: caller, context: found })),
});
