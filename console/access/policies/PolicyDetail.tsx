import { Button } from "@mantine/core";
import { IconPencil, IconScale, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { PolicyTypeMark } from "../parts/PolicyCells.tsx";
import { usePolicyDescription } from "../parts/policy-description.ts";
import { When } from "../parts/When.tsx";
import { accessPath, policyPath } from "../paths.ts";
import { Read } from "../Read.tsx";
import { AttachmentsTab } from "./AttachmentsTab.tsx";
import { DeletePolicyDialog } from "./DeletePolicyDialog.tsx";
import { DescriptionDialog } from "./DescriptionDialog.tsx";
import { DocumentTab } from "./DocumentTab.tsx";
import { useDraft } from "./drafts.ts";
import styles from "./policy.module.css";
import {
  type GetPolicyAnswer,
  type PolicyAnswer,
  type PolicyId,
  policyCall,
  type VersionsAnswer,
} from "./policy-answers.ts";
import { VersionsTab } from "./VersionsTab.tsx";
import { policyWords } from "./words.ts";

export const policyTabs = ["document", "versions", "attachments"] as const;
export type PolicyTab = (typeof policyTabs)[number];

interface PolicyDetailProps extends PolicyId {
  readonly tab: PolicyTab;
}

/** One policy: what it says, its versions, and to whom it is attached. */
export function PolicyDetail({ type, name, tab }: PolicyDetailProps) {
  const { reading, again } = useReading<GetPolicyAnswer>(policyCall("GetPolicy", { type, name }));
  return (
    <Read reading={reading} onRetry={again}>
      {(answer) => <Loaded answer={answer} tab={tab} onChange={again} />}
    </Read>
  );
}

interface LoadedProps {
  readonly answer: GetPolicyAnswer;
  readonly tab: PolicyTab;
  readonly onChange: () => void;
}

function Loaded({ answer, tab, onChange }: LoadedProps) {
  const words = useWords(policyWords);
  const { Policy, DefaultPolicyVersion } = answer;
  const id: PolicyId = { type: Policy.PolicyType, name: Policy.PolicyName };
  const versions = useReading<VersionsAnswer>(policyCall("ListPolicyVersions", id));
  const draft = useDraft(`${id.type}/${id.name}`, DefaultPolicyVersion.PolicyDocument);
  const [, navigate] = useLocation();
  const changed = () => {
    versions.again();
    onChange();
  };
  const takeUp = (document: string) => {
    draft.set(document);
    navigate(policyPath(id.type, id.name));
  };
  return (
    <>
      <Head policy={Policy} document={DefaultPolicyVersion.PolicyDocument} onChange={onChange} />
      <Tabs id={id} tab={tab} attached={Policy.AttachmentCount} />
      <div className={styles.stack}>
        {tab === "document" && (
          <DocumentTab id={id} answer={answer} draft={draft} versions={versions.reading} onSaved={changed} />
        )}
        {tab === "versions" && (
          <VersionsTab
            id={id}
            reading={versions.reading}
            onRetry={versions.again}
            onChange={changed}
            {...(id.type === "Custom" && { onTakeUp: takeUp })}
          />
        )}
        {tab === "attachments" && <AttachmentsTab id={id} onChange={onChange} />}
      </div>
      <LeaveGuard
        isChanged={draft.isChanged}
        home={policyPath(id.type, id.name)}
        onLeave={draft.reset}
        words={words.leaving}
      />
    </>
  );
}

interface HeadProps {
  readonly policy: PolicyAnswer;
  readonly document: string;
  readonly onChange: () => void;
}

function Head({ policy, document, onChange }: HeadProps) {
  const words = useWords(policyWords);
  const describe = usePolicyDescription();
  const [opened, setOpened] = useState<"description" | "delete">();
  const close = () => setOpened(undefined);
  const { PolicyName: name, PolicyType: type } = policy;
  const simulate = `${accessPath("simulator")}#${new URLSearchParams({ PolicyDocument: document })}`;
  return (
    <>
      <PartHeader
        title={name}
        lead={describe(policy) || undefined}
        back={{ to: accessPath("policies"), title: words.title }}
      >
        <Button component={Link} href={simulate} variant="default" size="sm" leftSection={<IconScale size={16} />}>
          {words.simulate}
        </Button>
        {type === "Custom" && (
          <>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconPencil size={16} />}
              onClick={() => setOpened("description")}
            >
              {words.describe}
            </Button>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconTrash size={16} />}
              onClick={() => setOpened("delete")}
            >
              {words.remove}
            </Button>
          </>
        )}
      </PartHeader>
      <p className={styles.facts}>
        <PolicyTypeMark type={type} />
        <span>{words.versionInForce(policy.DefaultVersion)}</span>
        <span>
          {words.changedAt} <When at={policy.UpdateDate} />
        </span>
      </p>
      <DescriptionDialog policy={policy} isOpen={opened === "description"} onClose={close} onDone={onChange} />
      <DeletePolicyDialog name={name} isOpen={opened === "delete"} onClose={close} />
    </>
  );
}

interface TabsProps {
  readonly id: PolicyId;
  readonly tab: PolicyTab;
  readonly attached: number;
}

function Tabs({ id: { type, name }, tab, attached }: TabsProps) {
  const words = useWords(policyWords);
  const home = policyPath(type, name);
  return (
    <nav className={styles.tabs} aria-label={words.tabsOf(name)}>
      {policyTabs.map((one) => (
        <Link
          key={one}
          href={one === "document" ? home : `${home}/${one}`}
          aria-current={one === tab ? "page" : undefined}
        >
          {words.tabs[one]}
          {one === "attachments" && <span className={styles.count}>{attached}</span>}
        </Link>
      ))}
    </nav>
  );
}
