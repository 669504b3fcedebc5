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
import { CreateRoleDialog } from "./CreateRoleDialog.tsx";
import type { ListedRole } from "./role.ts";
import { SessionLength } from "./SessionLength.tsx";
import { roleWords } from "./words.ts";

export function RoleList() {
  const words = useWords(roleWords);
  const [filter, setFilter] = useState("");
  const [isCreating, setCreating] = useState(false);
  const listing = useListing<ListedRole>("ListRoles", { isWhole: filter.trim() !== "" });
  const columns: readonly Column<ListedRole>[] = [
    {
      id: "name",
      title: words.name,
      cell: ({ RoleName, Description }) => (
        <NameCell about={Description}>
          <Link href={accessPath("roles", RoleName)}>{RoleName}</Link>
        </NameCell>
      ),
    },
    {
      id: "session",
      title: words.session,
      isWideOnly: true,
      cell: ({ MaxSessionDuration }) => <SessionLength seconds={MaxSessionDuration} />,
    },
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
          textOf={({ RoleName, Description }) => `${RoleName} ${Description}`}
          empty={
            <PanelEmpty>
              <strong>{words.empty}</strong>
              <p>{words.emptyLead}</p>
            </PanelEmpty>
          }
        >
          {(rows) => <DataTable label={words.title} rows={rows} columns={columns} keyOf={({ RoleName }) => RoleName} />}
        </ListFrame>
      </Panel>
      <CreateRoleDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </>
  );
}
