import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { findAnswer, type Reading, useReading } from "../operation.ts";
import { attachCall, detachCall } from "../parts/attached-policies.ts";
import { type Column, NameCell } from "../parts/DataTable.tsx";
import { type Holder, type HolderKind, holderParts } from "../parts/holder.ts";
import { Mark } from "../parts/Mark.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty, PanelRead } from "../parts/PanelRead.tsx";
import { PickDialog } from "../parts/PickDialog.tsx";
import { RemovableTable } from "../parts/RemovableTable.tsx";
import { useTell } from "../parts/tell.tsx";
import { type Listing, useListing } from "../parts/use-listing.ts";
import type { Pick, Picks } from "../parts/use-picks.ts";
import { When } from "../parts/When.tsx";
import { accessPath } from "../paths.ts";
import { type Attached, type EntitiesAnswer, type PolicyId, policyCall, toAttached } from "./policy-answers.ts";
import { policyWords } from "./words.ts";

interface AttachmentsTabProps {
  readonly id: PolicyId;
  readonly onChange: () => void;
}

const keyOf = ({ kind, name }: Holder): string => `${kind}/${name}`;

function readKey(key: string): Holder {
  const [kind, name = ""] = key.split("/");
  return { kind: kind as HolderKind, name };
}

/** To whom the policy is attached. */
export function AttachmentsTab({ id, onChange }: AttachmentsTabProps) {
  const words = useWords(policyWords);
  const tell = useTell();
  const { reading, again } = useReading<EntitiesAnswer>(policyCall("ListEntitiesForPolicy", id));
  const attached = findAnswer(reading);
  const [isAttaching, setAttaching] = useState(false);
  const names = { PolicyType: id.type, PolicyName: id.name };
  const changed = () => {
    again();
    onChange();
  };
  return (
    <Panel
      title={words.tabs.attachments}
      lead={words.attachmentsLead}
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAttaching(true)}>
          {words.attach}
        </Button>
      }
    >
      <PanelRead reading={reading} onRetry={again}>
        {(answer) => {
          const rows = toAttached(answer);
          if (rows.length === 0) return <PanelEmpty>{words.attachedToNobody}</PanelEmpty>;
          return (
            <RemovableTable
              label={words.tabs.attachments}
              rows={rows}
              columns={columnsIn(words)}
              keyOf={keyOf}
              removal={{
                submit: words.detach,
                named: ({ name }) => `${words.detach}: ${name}`,
                title: ({ name }) => words.detachTitle(name),
                lead: ({ name }) => words.detachLead(name, id.name),
                call: (holder) => detachCall(holder, names),
                removed: ({ name }) => words.detached(name),
                onRemoved: changed,
              }}
            />
          );
        }}
      </PanelRead>
      <PickDialog
        title={words.attachTitle(id.name)}
        submit={words.attach}
        usePicks={useHolders}
        taken={attached ? toAttached(attached).map(keyOf) : []}
        callFor={(picked) => attachCall(readKey(picked), names)}
        isWide
        isOpen={isAttaching}
        onClose={() => setAttaching(false)}
        onDone={(count) => {
          tell(words.attached(count));
          changed();
        }}
      />
    </Panel>
  );
}

const columnsIn = (words: (typeof policyWords)["en"]): readonly Column<Attached>[] => [
  {
    id: "name",
    title: words.name,
    cell: ({ kind, name, about }) => (
      <NameCell about={about}>
        <Link href={accessPath(holderParts[kind], name)}>{name}</Link>
      </NameCell>
    ),
  },
  { id: "kind", title: words.type, cell: ({ kind }) => <Mark>{words.holders[kind]}</Mark> },
  { id: "since", title: words.since, isWideOnly: true, cell: ({ since }) => <When at={since} /> },
];

/** Users, groups and roles, as far as they may be listed. */
function useHolders(): Picks {
  const words = useWords(policyWords);
  const users = useListing<{ UserName: string; DisplayName: string }>("ListUsers", { isWhole: true });
  const groups = useListing<{ GroupName: string; Comments: string }>("ListGroups", { isWhole: true });
  const roles = useListing<{ RoleName: string; Description: string }>("ListRoles", { isWhole: true });
  const again = () => {
    for (const listing of [users, groups, roles]) listing.again();
  };
  const picks = useMemo((): Reading<readonly Pick[]> => {
    const all = [users, groups, roles];
    if (all.some(isReading)) return { kind: "loading" };
    const refusal = all.flatMap(({ reading }) => ("refusal" in reading ? [reading.refusal] : []));
    if (refusal.length === all.length && refusal[0]) return { kind: "read", refusal: refusal[0] };
    const toPick = (kind: HolderKind, name: string, about: string): Pick => ({
      id: keyOf({ kind, name }),
      label: name,
      about,
      kind: words.holders[kind],
    });
    return {
      kind: "read",
      answer: [
        ...rowsOf(users).map((row) => toPick("User", row.UserName, row.DisplayName)),
        ...rowsOf(groups).map((row) => toPick("Group", row.GroupName, row.Comments)),
        ...rowsOf(roles).map((row) => toPick("Role", row.RoleName, row.Description)),
      ],
    };
  }, [users, groups, roles, words]);
  return { picks, again };
}

const isReading = ({ reading, hasMore, moreRefusal }: Listing<unknown>): boolean =>
  reading.kind === "loading" || (hasMore && !moreRefusal);

const rowsOf = <T,>({ reading }: Listing<T>): readonly T[] => findAnswer(reading)?.rows ?? [];
