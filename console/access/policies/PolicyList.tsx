import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { policyId } from "../parts/attached-policies.ts";
import { type Column, DataTable } from "../parts/DataTable.tsx";
import { ListFrame } from "../parts/ListFrame.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty } from "../parts/PanelRead.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { PolicyNameCell, PolicyTypeMark } from "../parts/PolicyCells.tsx";
import { usePolicyDescription } from "../parts/policy-description.ts";
import { useListing } from "../parts/use-listing.ts";
import { When } from "../parts/When.tsx";
import { partWords } from "../parts/words.ts";
import { accessPath } from "../paths.ts";
import styles from "./policy.module.css";
import type { PolicyAnswer } from "./policy-answers.ts";
import { policyWords } from "./words.ts";

const kinds = ["", "Custom", "System"] as const;

/** Every policy of the account, and those that every account has. */
export function PolicyList() {
  const words = useWords(policyWords);
  const { policyTypes } = useWords(partWords);
  const describe = usePolicyDescription();
  const [kind, setKind] = useState("");
  const [filter, setFilter] = useState("");
  const listing = useListing<PolicyAnswer>("ListPolicies", {
    parameters: kind === "" ? {} : { PolicyType: kind },
    isWhole: filter !== "",
  });
  const choices = kinds.map((value) => ({ value, label: value === "" ? words.all : policyTypes[value] }));
  return (
    <>
      <PartHeader title={words.title} lead={words.lead}>
        <Button component={Link} href={accessPath("policies", "new")} leftSection={<IconPlus size={16} />}>
          {words.create}
        </Button>
      </PartHeader>
      <div className={styles.stack}>
        <Panel
          title={words.listTitle}
          actions={
            <SegmentedControl size="xs" aria-label={words.type} data={choices} value={kind} onChange={setKind} />
          }
        >
          <ListFrame
            listing={listing}
            filter={filter}
            onFilter={setFilter}
            textOf={(policy) => `${policy.PolicyName} ${describe(policy)}`}
            empty={<PanelEmpty>{words.empty}</PanelEmpty>}
          >
            {(rows) => <DataTable label={words.title} rows={rows} columns={columnsIn(words)} keyOf={policyId} />}
          </ListFrame>
        </Panel>
      </div>
    </>
  );
}

const columnsIn = (words: (typeof policyWords)["en"]): readonly Column<PolicyAnswer>[] => [
  {
    id: "name",
    title: words.name,
    cell: (policy) => <PolicyNameCell policy={policy} />,
  },
  {
    id: "type",
    title: words.type,
    cell: ({ PolicyType }) => <PolicyTypeMark type={PolicyType} />,
  },
  { id: "version", title: words.inForce, isWideOnly: true, cell: ({ DefaultVersion }) => DefaultVersion },
  { id: "count", title: words.attachedTo, cell: ({ AttachmentCount }) => AttachmentCount },
  { id: "changed", title: words.changed, isWideOnly: true, cell: ({ UpdateDate }) => <When at={UpdateDate} /> },
];
