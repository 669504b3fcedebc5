import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty, PanelRead } from "../parts/PanelRead.tsx";
import { ramCall } from "../parts/use-change.ts";
import { When } from "../parts/When.tsx";
import { partWords } from "../parts/words.ts";
import { CreateKeyDialog } from "./CreateKeyDialog.tsx";
import { KeyActions } from "./KeyActions.tsx";
import type { AccessKey, AccessKeys } from "./user.ts";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface AccessKeysPanelProps {
  /** Whose; one's own when absent. */
  readonly owner?: string;
  /** How the owner is called where it is one's own. */
  readonly ownName?: string;
  readonly lead?: string;
  readonly turn?: number;
}

/** AccessKeys of a user, or one's own. */
export function AccessKeysPanel({ owner, ownName = "", lead, turn = 0 }: AccessKeysPanelProps) {
  const { keys: words } = useWords(userWords);
  const { reading, again } = useReading<AccessKeys>(ramCall("ListAccessKeys", { UserName: owner }), turn);
  const [isCreating, setCreating] = useState(false);
  return (
    <Panel
      title={words.title}
      lead={lead ?? words.lead}
      isWide
      actions={
        <Button variant="default" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setCreating(true)}>
          {words.create}
        </Button>
      }
    >
      <PanelRead reading={reading} onRetry={again}>
        {({ AccessKeys: { AccessKey } }) =>
          AccessKey.length === 0 ? (
            <PanelEmpty>{words.empty}</PanelEmpty>
          ) : (
            <KeyTable owner={owner} keys={AccessKey} onChange={again} />
          )
        }
      </PanelRead>
      <CreateKeyDialog
        owner={owner}
        who={owner ?? ownName}
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        onMade={again}
      />
    </Panel>
  );
}

interface KeyTableProps {
  readonly owner: string | undefined;
  readonly keys: readonly AccessKey[];
  readonly onChange: () => void;
}

function KeyTable({ owner, keys, onChange }: KeyTableProps) {
  const { keys: words } = useWords(userWords);
  const { actions } = useWords(partWords);
  const columns: readonly Column<AccessKey>[] = [
    {
      id: "id",
      title: words.id,
      cell: ({ AccessKeyId }) => (
        <NameCell>
          <span className={styles.code}>{AccessKeyId}</span>
        </NameCell>
      ),
    },
    {
      id: "status",
      title: words.status,
      cell: ({ Status }) => (
        <Mark tone={Status === "Active" ? "good" : "warn"}>{Status === "Active" ? words.active : words.inactive}</Mark>
      ),
    },
    { id: "created", title: words.created, isWideOnly: true, cell: ({ CreateDate }) => <When at={CreateDate} /> },
    {
      id: "used",
      title: words.lastUsed,
      isWideOnly: true,
      cell: ({ AccessKeyId }) => <LastUsed owner={owner} accessKeyId={AccessKeyId} />,
    },
    {
      id: "actions",
      title: actions,
      isActions: true,
      cell: (key) => <KeyActions owner={owner} accessKey={key} onChange={onChange} />,
    },
  ];
  return <DataTable label={words.title} rows={keys} columns={columns} keyOf={({ AccessKeyId }) => AccessKeyId} />;
}

interface KeyUse {
  readonly AccessKeyLastUsed: { readonly LastUsedDate?: string };
}

/** Needs a permission of its own. */
function LastUsed({ owner, accessKeyId }: { readonly owner: string | undefined; readonly accessKeyId: string }) {
  const words = useWords(userWords);
  const { reading } = useReading<KeyUse>(
    ramCall("GetAccessKeyLastUsed", { UserName: owner, UserAccessKeyId: accessKeyId }),
  );
  if (reading.kind === "loading") return <span aria-hidden="true">…</span>;
  if ("refusal" in reading) return <span className={styles.soft}>{words.keys.unseen}</span>;
  const { LastUsedDate } = reading.answer.AccessKeyLastUsed;
  return LastUsedDate ? <When at={LastUsedDate} /> : <span className={styles.soft}>{words.never}</span>;
}
