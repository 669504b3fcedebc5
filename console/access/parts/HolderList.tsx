import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { accessPath } from "../paths.ts";
import { type Column, DataTable, NameCell } from "./DataTable.tsx";
import { type HolderKind, holderParts } from "./holder.ts";
import { ListFrame } from "./ListFrame.tsx";
import { Panel } from "./Panel.tsx";
import { PanelEmpty } from "./PanelRead.tsx";
import { PartHeader } from "./PartHeader.tsx";
import { useListing } from "./use-listing.ts";
import { When } from "./When.tsx";

interface Creating {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

interface HolderListProps<T> {
  readonly kind: HolderKind;
  readonly words: Readonly<Record<"title" | "lead" | "create" | "empty" | "emptyLead" | "name" | "created", string>>;
  readonly nameOf: (row: T) => string;
  readonly aboutOf?: (row: T) => string;
  /** What stands between the name and the date. */
  readonly column: Column<T>;
  /** What a filter looks through. */
  readonly textOf: (row: T) => string;
  /** The dialog that makes another one. */
  readonly dialog: (creating: Creating) => ReactNode;
}

/** All users, groups or roles, and a way to make another. */
export function HolderList<T extends { readonly CreateDate: string }>(props: HolderListProps<T>) {
  const { kind, words, nameOf, aboutOf, column, textOf, dialog } = props;
  const [filter, setFilter] = useState("");
  const [isCreating, setCreating] = useState(false);
  const listing = useListing<T>(`List${kind}s`, { isWhole: filter.trim() !== "" });
  const columns: readonly Column<T>[] = [
    {
      id: "name",
      title: words.name,
      cell: (row) => (
        <NameCell about={aboutOf?.(row)}>
          <Link href={accessPath(holderParts[kind], nameOf(row))}>{nameOf(row)}</Link>
        </NameCell>
      ),
    },
    column,
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
          textOf={textOf}
          empty={
            <PanelEmpty>
              <strong>{words.empty}</strong>
              <p>{words.emptyLead}</p>
            </PanelEmpty>
          }
        >
          {(rows) => <DataTable label={words.title} rows={rows} columns={columns} keyOf={nameOf} />}
        </ListFrame>
      </Panel>
      {dialog({ isOpen: isCreating, onClose: () => setCreating(false), onMade: listing.again })}
    </>
  );
}
