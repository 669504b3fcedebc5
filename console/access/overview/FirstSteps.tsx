import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import { useWords } from "../../language/words.ts";
import { findAnswer, useReading } from "../operation.ts";
import { policyId } from "../parts/attached-policies.ts";
import { ramCall } from "../parts/use-change.ts";
import { CreateUserDialog } from "../users/CreateUserDialog.tsx";
import styles from "./overview.module.css";
import { overviewWords } from "./words.ts";

const administrator = { PolicyType: "System", PolicyName: "AdministratorAccess" } as const;

interface Entities {
  readonly Users: { readonly User: readonly { readonly UserName: string }[] };
  readonly Groups: { readonly Group: readonly { readonly GroupName: string }[] };
}

/** For who is signed in with the account's own key: how to get away from it. */
export function FirstSteps() {
  const { steps: words } = useWords(overviewWords);
  const titleId = useId();
  const { reading, again } = useReading<Entities>(ramCall("ListEntitiesForPolicy", administrator));
  const [isCreating, setCreating] = useState(false);
  const answer = findAnswer(reading);
  const names = answer ? namesOf(answer) : [];
  const isUnknown = reading.kind === "read" && "refusal" in reading;
  const hasOne = names.length > 0;
  return (
    <section className={styles.steps} aria-labelledby={titleId}>
      <h2 id={titleId}>{words.title}</h2>
      <p>{words.lead}</p>
      <ol>
        <Step number={1} title={words.admin} isDone={hasOne}>
          <p>{isUnknown ? words.unknown : hasOne ? words.adminDone(names.join(", ")) : words.adminLead}</p>
          <Button size="xs" variant={hasOne ? "default" : "filled"} onClick={() => setCreating(true)}>
            {words.create}
          </Button>
        </Step>
        <Step number={2} title={words.leave} isDone={false}>
          <p>{words.leaveLead}</p>
        </Step>
      </ol>
      <CreateUserDialog
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        onMade={again}
        start={{ policies: [policyId(administrator)], hasLogin: true, mustChange: false }}
      />
    </section>
  );
}

const namesOf = ({ Users, Groups }: Entities): readonly string[] => [
  ...Users.User.map(({ UserName }) => UserName),
  ...Groups.Group.map(({ GroupName }) => GroupName),
];

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly isDone: boolean;
  readonly children: ReactNode;
}

function Step({ number, title, isDone, children }: StepProps) {
  const { steps: words } = useWords(overviewWords);
  return (
    <li className={styles.step}>
      <span className={styles.number} data-done={isDone}>
        {isDone ? <IconCheck size={16} aria-label={words.done} /> : number}
      </span>
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </li>
  );
}
