import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { ListFrame } from "../parts/ListFrame.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty } from "../parts/PanelRead.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { useListing } from "../parts/use-listing.ts";
import { When } from "../parts/When.tsx";
import { accessPath } from "../paths.ts";
import { GroupDialog } from "./GroupDialog.tsx";
import { groupWords } from "./words.ts";

interface ListedGroup {
  readonly GroupName: string;
  readonly Comments: string;
  readonly CreateDate: string;
}

export function GroupList() {
  const words = useWords(groupWords);
  const [filter, setFilter] = useState("");
  const [isCreating, setCreating] = useState(false);
  const listing = useListing<ListedGroup>("ListGroups", { isWhole: filter.trim() !== "" });
  const columns: readonly Column<ListedGroup>[] = [
    {
      id: "name",
      title: words.name,
      cell: ({ GroupName }) => (
        <NameCell>
          <Link href={accessPath("groups", GroupName)}>{GroupName}</Link>
        </NameCell>
      ),
    },
    { id: "comments", title: words.comments, isWideOnly: true, cell: ({ Comments }) => Comments },
    { id: "created", title: words.created, cell: ({ CreateDate }) => <When at={CreateDate} /> },
  ];
  return (
    <>
      <PartHeader title={words.title} lead={words.lead}>
        <Button leftSection={<IconPlus size={17} />} onClick={() => setCreating(true)}>
          {words.create}
        </Button>
      </PartHeader>
      <Panel title={words.title} isTitleUnseen>
        <ListFrame
          listing={listing}
          filter={filter}
          onFilter={setFilter}
          textOf={({ GroupName, Comments }) => `${GroupName} ${Comments}`}
          empty={
            <PanelEmpty>
              <strong>{words.empty}</strong>
              <p>{words.emptyLead}</p>
            </PanelEmpty>
          }
        >
          {(rows) => (
            <DataTable label={words.title} rows={rows} columns={columns} keyOf={({ GroupName }) => GroupName} />
          )}
        </ListFrame>
      </Panel>
      <GroupDialog isOpen={isCreating} onClose={() => setCreating(false)} onDone={listing.again} />
    </>
  );
}
