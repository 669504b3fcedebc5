import type { ProductCode } from "../../src/contract/operation.ts";
import { demo } from "../../src/operations/demo.ts";
import { operations } from "../../src/operations/index.gen.ts";
import { describeOperation } from "../../src/reference/describe-operation.ts";
import { kindsFor, makeSample, sampleKinds } from "../../src/reference/samples/kinds.ts";
import type { SampleId } from "../../src/reference/samples/sample.ts";
import type { RunningServer } from "../../src/server.ts";
import { demoUserKey } from "../demo-identity.ts";
import { createDemoWorld, demoRootKey } from "../demo-world.ts";

/** An example of an operation in one of its products. */
export type SampleCase = (typeof cases)[number];

export const cases = operations.flatMap((contract) => {
  const operation = describeOperation(contract);
  return contract.products.flatMap((product) =>
    contract.examples.map((example) => ({
      operation,
      product,
      example,
      title: `${product} ${operation.name}: ${example.title}`,
      env: environmentOf(example.as === "user" ? demoUserKey : demoRootKey),
    })),
  );
});

function environmentOf(key: typeof demoUserKey | typeof demoRootKey): Readonly<Record<string, string>> {
  return {
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
  };
}

/** The code of a case, letter for letter as it is offered. */
export function codeOf({ operation, product, example }: SampleCase, id: SampleId, endpoint: string): string {
  const kind = sampleKinds.find((candidate) => candidate.id === id);
  if (!kind) throw new Error(`There is no form ${id}.`);
  return makeSample(kind, { operation, product, parameters: example.input, endpoint }).code;
}

/** Every case in a form, for programs that look at many at once. */
export const codesOf = (id: SampleId): readonly { readonly title: string; readonly code: string }[] =>
  cases
    .filter(({ product }) => isOffered(id, product))
    .map((one) => ({ title: one.title, code: codeOf(one, id, "http://127.0.0.1:8480") }));

const isOffered = (id: SampleId, product: ProductCode): boolean => kindsFor(product).some((kind) => kind.id === id);

export const demoNow = Date.parse(demo.callTime);

export interface SampleServers extends AsyncDisposable {
  /** Writes have a library of their own, and so have users, whose keys remember their last use; other reads share one. */
  for(one: SampleCase): Promise<RunningServer>;
}

export async function startSampleServers(): Promise<SampleServers> {
  const world = await createDemoWorld();
  const reading = await world.start();
  return {
    async for({ operation, example }) {
      return operation.write || example.as === "user"
        ? world.start()
        : { ...reading, [Symbol.asyncDispose]: async () => undefined };
    },
    async [Symbol.asyncDispose]() {
      await reading[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}
