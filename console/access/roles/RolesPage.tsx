import { LostPage } from "../../pages/LostPage.tsx";
import type { AccessPartProps } from "../paths.ts";
import { RoleDetail } from "./RoleDetail.tsx";
import { RoleList } from "./RoleList.tsx";

/** All roles, or the one that the address names. */
export function RolesPage({ rest }: AccessPartProps) {
  const [name, ...others] = rest;
  if (others.length > 0) return <LostPage />;
  return name === undefined ? <RoleList /> : <RoleDetail key={name} name={name} />;
}
