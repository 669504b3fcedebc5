import { LostPage } from "../../pages/LostPage.tsx";
import type { AccessPartProps } from "../paths.ts";
import { GroupDetail } from "./GroupDetail.tsx";
import { GroupList } from "./GroupList.tsx";

/** All groups, or the one that the address names. */
export function GroupsPage({ rest }: AccessPartProps) {
  const [name, ...others] = rest;
  if (others.length > 0) return <LostPage />;
  return name === undefined ? <GroupList /> : <GroupDetail key={name} name={name} />;
}
