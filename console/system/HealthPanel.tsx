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
  const told = (state: string) => (state === "ok" ? words.ok : state);
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
        <Check name={words.database} state={told(DatabaseState)} isGood={DatabaseState === "ok"} />
        <Check name={words.disk} state={told(DiskState)} isGood={DiskState === "ok"} />
        <Check name={words.writes} state={told(WriteState)} isGood={WriteState === "ok"} />
        <Check name={words.policies} state={policies} isGood={Authorization === "enforce"} />
      </dl>
    </section>
  );
}

interface CheckProps {
  readonly name: string;
  readonly state: string;
  readonly isGood: boolean;
}

function Check({ name, state, isGood }: CheckProps) {
  return (
    <div data-good={isGood}>
      <dt>{name}</dt>
      <dd>{state}</dd>
    </div>
  );
}
