import { useWords } from "../../language/words.ts";
import { findAnswer, useReading } from "../operation.ts";
import {
  type AttachedPolicies,
  type AttachedPolicy,
  attachCall,
  detachCall,
  listAttached,
  policyId,
  readPolicyId,
} from "./attached-policies.ts";
import type { Holder } from "./holder.ts";
import { PanelEmpty, PanelRead } from "./PanelRead.tsx";
import { PickPanel } from "./PickPanel.tsx";
import { PolicyNameCell, PolicyTypeMark } from "./PolicyCells.tsx";
import { RemovableTable } from "./RemovableTable.tsx";
import { usePolicyPicks } from "./use-picks.ts";
import { When } from "./When.tsx";
import { partWords } from "./words.ts";

/** The policies of a user, a group or a role: read, attached and detached. */
export function PolicyAttachments({ holder, turn = 0 }: { readonly holder: Holder; readonly turn?: number }) {
  const { attachments: words } = useWords(partWords);
  const { reading, again } = useReading<AttachedPolicies>(listAttached(holder), turn);
  const attached = findAnswer(reading)?.Policies.Policy ?? [];
  return (
    <PickPanel
      title={words.title}
      lead={words.lead}
      submit={words.attach}
      dialogTitle={words.attachTo(holder.name)}
      isWide
      usePicks={usePolicyPicks}
      taken={attached.map(policyId)}
      callFor={(id) => attachCall(holder, readPolicyId(id))}
      added={words.attached}
      onChange={again}
    >
      <PanelRead reading={reading} onRetry={again}>
        {({ Policies: { Policy } }) =>
          Policy.length === 0 ? (
            <PanelEmpty>{words.empty}</PanelEmpty>
          ) : (
            <AttachedTable holder={holder} policies={Policy} onChange={again} />
          )
        }
      </PanelRead>
    </PickPanel>
  );
}

interface AttachedTableProps {
  readonly holder: Holder;
  readonly policies: readonly AttachedPolicy[];
  readonly onChange: () => void;
}

function AttachedTable({ holder, policies, onChange }: AttachedTableProps) {
  const { attachments: words } = useWords(partWords);
  return (
    <RemovableTable
      label={words.title}
      rows={policies}
      keyOf={policyId}
      columns={[
        {
          id: "name",
          title: words.policy,
          cell: (policy) => <PolicyNameCell policy={policy} />,
        },
        {
          id: "type",
          title: words.type,
          isWideOnly: true,
          cell: ({ PolicyType }) => <PolicyTypeMark type={PolicyType} />,
        },
        { id: "since", title: words.since, isWideOnly: true, cell: ({ AttachDate }) => <When at={AttachDate} isDay /> },
      ]}
      removal={{
        submit: words.detach,
        named: ({ PolicyName }) => words.detachNamed(PolicyName),
        title: ({ PolicyName }) => words.detachTitle(PolicyName),
        lead: ({ PolicyName }) => words.detachLead(PolicyName, holder.name),
        call: (policy) => detachCall(holder, policy),
        removed: ({ PolicyName }) => words.detached(PolicyName),
        onRemoved: onChange,
      }}
    />
  );
}
