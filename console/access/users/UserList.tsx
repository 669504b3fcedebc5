import { useWords } from "../../language/words.ts";
import { HolderList } from "../parts/HolderList.tsx";
import { CreateUserDialog } from "./CreateUserDialog.tsx";
import { userWords } from "./words.ts";

interface ListedUser {
  readonly UserName: string;
  readonly DisplayName: string;
  readonly Comments: string;
  readonly CreateDate: string;
}

export function UserList() {
  const words = useWords(userWords);
  return (
    <HolderList<ListedUser>
      kind="User"
      words={words}
      nameOf={({ UserName }) => UserName}
      aboutOf={({ DisplayName }) => DisplayName}
      column={{ id: "comments", title: words.comments, isWideOnly: true, cell: ({ Comments }) => Comments }}
      textOf={({ UserName, DisplayName, Comments }) => `${UserName} ${DisplayName} ${Comments}`}
      dialog={(creating) => <CreateUserDialog {...creating} />}
    />
  );
}
