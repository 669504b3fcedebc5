import { expect, test } from "vitest";
import { actionCatalogue } from "../../../src/action-catalogue.ts";
import { policyTemplates } from "./policy-templates.ts";
import { readPolicy } from "./read-policy.ts";

test.each(policyTemplates.map((template) => [template.id, template] as const))(
  "the template %s is a policy without remarks",
  (_, template) => {
    const asked = { kind: "identity", catalogue: actionCatalogue, language: "en" } as const;
    const { fault, statements } = readPolicy(template.write("1000000000000001"), asked);
    expect(fault).toBeUndefined();
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.flatMap(({ warnings }) => warnings)).toEqual([]);
  },
);
