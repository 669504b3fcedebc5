import { LostPage } from "../../pages/LostPage.tsx";
import type { AccessPartProps } from "../paths.ts";
import { NewPolicy } from "./NewPolicy.tsx";
import { PolicyDetail, policyTabs } from "./PolicyDetail.tsx";
import { PolicyList } from "./PolicyList.tsx";
import { isPolicyType } from "./policy-answers.ts";

/** `policies`, `policies/new`, `policies/<type>/<name>` and its tabs. */
export function PoliciesPage({ rest }: AccessPartProps) {
  const [type, name, wanted = "document", ...more] = rest;
  if (type === undefined) return <PolicyList />;
  if (type === "new" && name === undefined) return <NewPolicy />;
  const tab = policyTabs.find((one) => one === wanted);
  if (!isPolicyType(type) || name === undefined || !tab || more.length > 0) return <LostPage />;
  return <PolicyDetail key={`${type}/${name}`} type={type} name={name} tab={tab} />;
}
