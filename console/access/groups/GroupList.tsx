import { useWords } from "../../language/words.ts";
import { HolderList } from "../parts/HolderList.tsx";
import { GroupDialog } from "./GroupDialog.tsx";
import { groupWords } from "./words.ts";

interface ListedGroup {
  readonly GroupName: string;
  readonly Comments: string;
  readonly CreateDate: string;
}

export function GroupList() {
  const words = useWords(groupWords);
  return (
    <HolderList<ListedGroup>
      kind="Group"
      words={words}
      nameOf={({ GroupName }) => GroupName}
      column={{ id: "comments", title: words.comments, isWideOnly: true, cell: ({ Comments }) => Comments }}
      textOf={({ GroupName, Comments }) => `${GroupName} ${Comments}`}
      dialog={({ isOpen, onClose, onMade }) => <GroupDialog isOpen={isOpen} onClose={onClose} onDone={onMade} />}
    />
  );
}
