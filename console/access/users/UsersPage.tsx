import { LostPage } from "../../pages/LostPage.tsx";
import type { AccessPartProps } from "../paths.ts";
import { UserDetail } from "./UserDetail.tsx";
import { UserList } from "./UserList.tsx";

/** All users, or the one that the address names. */
export function UsersPage({ rest }: AccessPartProps) {
  const [name, ...others] = rest;
  if (others.length > 0) return <LostPage />;
  return name === undefined ? <UserList /> : <UserDetail key={name} name={name} />;
}
