import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { policyPath } from "../paths.ts";
import {
  type AttachedPolicies,
  type AttachedPolicy,
  attachCall,
  detachCall,
  type Holder,
  listAttached,
  policyId,
  readPolicyId,
} from "./attached-policies.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { DataTable, NameCell } from "./DataTable.tsx";
import { Mark } from "./Mark.tsx";
import { Panel } from "./Panel.tsx";
import { PanelEmpty, PanelRead } from "./PanelRead.tsx";
import { PickDialog } from "./PickDialog.tsx";
import { usePolicyDescription } from "./policy-description.ts";
import { useTell } from "./tell.tsx";
import { usePolicyPicks } from "./use-picks.ts";
import { When } from "./When.tsx";
import { partWords } from "./words.ts";

/** The policies of a user, a group or a role: read, attached and detached. */
export function PolicyAttachments({ holder, turn = 0 }: { readonly holder: Holder; readonly turn?: number }) {
  const { attachments: words } = useWords(partWords);
  const { reading, again } = useReading<AttachedPolicies>(listAttached(holder), turn);
  const [isAttaching, setAttaching] = useState(false);
  const tell = useTell();
  const attached = reading.kind === "read" && "answer" in reading ? reading.answer.Policies.Policy : [];
  return (
    <Panel
      title={words.title}
      lead={words.lead}
      actions={
        <Button variant="default" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAttaching(true)}>
          {words.attach}
        </Button>
      }
    >
      <PanelRead reading={reading} onRetry={again}>
        {({ Policies }) => <AttachedTable holder={holder} policies={Policies.Policy} onChange={again} />}
      </PanelRead>
      <PickDialog
        title={words.attachTo(holder.name)}
        submit={words.attach}
        usePicks={usePolicyPicks}
        taken={attached.map(policyId)}
        callFor={(id) => attachCall(holder, readPolicyId(id))}
        isWide
        isOpen={isAttaching}
        onClose={() => setAttaching(false)}
        onDone={(count) => {
          tell(words.attached(count));
          again();
        }}
      />
    </Panel>
  );
}

interface AttachedTableProps {
  readonly holder: Holder;
  readonly policies: readonly AttachedPolicy[];
  readonly onChange: () => void;
}

function AttachedTable({ holder, policies, onChange }: AttachedTableProps) {
  const all = useWords(partWords);
  const words = all.attachments;
  const describe = usePolicyDescription();
  const tell = useTell();
  const [leaving, setLeaving] = useState<AttachedPolicy>();
  return (
    <>
      {policies.length === 0 && <PanelEmpty>{words.empty}</PanelEmpty>}
      {policies.length > 0 && (
        <DataTable
          label={words.title}
          rows={policies}
          keyOf={policyId}
          columns={[
            {
              id: "name",
              title: words.policy,
              cell: (policy) => (
                <NameCell about={describe(policy)}>
                  <Link href={policyPath(policy.PolicyType, policy.PolicyName)}>{policy.PolicyName}</Link>
                </NameCell>
              ),
            },
            {
              id: "type",
              title: words.type,
              isWideOnly: true,
              cell: ({ PolicyType }) => <PolicyTypeMark type={PolicyType} />,
            },
            {
              id: "since",
              title: words.since,
              isWideOnly: true,
              cell: ({ AttachDate }) => <When at={AttachDate} isDay />,
            },
            {
              id: "actions",
              title: all.actions,
              isActions: true,
              cell: (policy) => (
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={words.detachNamed(policy.PolicyName)}
                  onClick={() => setLeaving(policy)}
                >
                  {words.detach}
                </Button>
              ),
            },
          ]}
        />
      )}
      {leaving && (
        <ConfirmDialog
          isOpen
          title={words.detachTitle(leaving.PolicyName)}
          submit={words.detach}
          call={detachCall(holder, leaving)}
          onClose={() => setLeaving(undefined)}
          onDone={() => {
            tell(words.detached(leaving.PolicyName));
            onChange();
          }}
        >
          <p>{words.detachLead(leaving.PolicyName, holder.name)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function PolicyTypeMark({ type }: { readonly type: string }) {
  const { attachments: words } = useWords(partWords);
  return <Mark tone={type === "System" ? "plain" : "good"}>{type === "System" ? words.system : words.custom}</Mark>;
}
