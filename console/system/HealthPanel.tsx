import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useWords } from "../language/words.ts";
import styles from "./system.module.css";
import type { ServerStatus } from "./system-status.ts";
import { systemWords } from "./words.ts";

type Health = Pick<ServerStatus, "Ready" | "DatabaseState" | "DiskState" | "WriteState" | "Authorization">;

/** Whether the server is ready, and each thing that it depends on. */
export function HealthPanel({ health }: { readonly health: Health }) {
  const { health: words } = useWords(systemWords);
  const { Ready, DatabaseState, DiskState, WriteState, Authorization } = health;
  const Icon = Ready ? IconCircleCheck : IconAlertTriangle;
  const policies = { enforce: words.enforced, soft: words.soft }[Authorization] ?? words.unread;
  return (
    <section className={styles.health} aria-label={words.title} data-ready={Ready}>
      <div className={styles.verdict}>
        <Icon className={styles.verdictIcon} aria-hidden="true" />
        <div>
          <h2>{Ready ? words.ready : words.notReady}</h2>
          <p>{Ready ? words.readyLead : words.notReadyLead}</p>
        </div>
      </div>
      <dl className={styles.checks}>
        <Check name={words.database} state={DatabaseState} failing={words.failing.database} />
        <Check name={words.disk} state={DiskState} failing={words.failing.disk} />
        <Check name={words.writes} state={WriteState} failing={words.failing.writes} />
        <div data-good={Authorization === "enforce"}>
          <dt>{words.policies}</dt>
          <dd>{policies}</dd>
        </div>
      </dl>
    </section>
  );
}

interface CheckProps {
  readonly name: string;
  /** `ok`, or what is wrong, in the server's own words. */
  readonly state: string;
  /** What that means, and what to do. */
  readonly failing: string;
}

function Check({ name, state, failing }: CheckProps) {
  const { health: words } = useWords(systemWords);
  const isGood = state === "ok";
  return (
    <div data-good={isGood} data-failing={!isGood}>
      <dt>{name}</dt>
      <dd>{isGood ? words.ok : failing}</dd>
      {!isGood && <dd lang="en">{state}</dd>}
    </div>
  );
}
