import { useWords } from "../../language/words.ts";
import { HolderList } from "../parts/HolderList.tsx";
import { CreateRoleDialog } from "./CreateRoleDialog.tsx";
import type { ListedRole } from "./role.ts";
import { SessionLength } from "./SessionLength.tsx";
import { roleWords } from "./words.ts";

export function RoleList() {
  const words = useWords(roleWords);
  return (
    <HolderList<ListedRole>
      kind="Role"
      words={words}
      nameOf={({ RoleName }) => RoleName}
      aboutOf={({ Description }) => Description}
      column={{
        id: "session",
        title: words.session,
        isWideOnly: true,
        cell: ({ MaxSessionDuration }) => <SessionLength seconds={MaxSessionDuration} />,
      }}
      textOf={({ RoleName, Description }) => `${RoleName} ${Description}`}
      dialog={({ isOpen, onClose }) => <CreateRoleDialog isOpen={isOpen} onClose={onClose} />}
    />
  );
}
