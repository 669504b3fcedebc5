import type { OperationContract } from "../src/contract/operation.ts";
import { describeOperation } from "../src/reference/describe-operation.ts";
import { formatPages } from "../src/reference/markdown.ts";
import { formatOpenApi } from "../src/reference/openapi.ts";
import { sampleKinds } from "../src/reference/samples/kinds.ts";
import type { SampleId, SampleProof } from "../src/reference/samples/sample.ts";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** What `docs/api/` holds. */
export function formatReference(operations: readonly OperationContract[]): readonly GeneratedFile[] {
  const described = operations.map(describeOperation);
  const openApi = formatOpenApi(described, "http://127.0.0.1:8480");
  return [
    ...formatPages(described).map(({ path, text }) => ({ path: `docs/api/${path}`, text })),
    { path: "docs/api/openapi.json", text: `${JSON.stringify(openApi, null, 2)}\n` },
  ];
}

/** How well each form of sample code is proved, for the page on fidelity. */
export const listSampleProofs = (proofs: Readonly<Record<SampleId, SampleProof>>): readonly string[] =>
  sampleKinds.map(({ id, title }) => {
    const { proof, with: tools } = proofs[id];
    return `- ${title}: ${proof}${tools.length > 0 ? ` with ${tools.join(", ")}` : ""}`;
  });
