import { useEffect, useState } from "react";
import { explainStatement } from "../../src/policy/explain-statement.ts";
import { useMessages } from "../language/language.tsx";
import { type Call, type CallCheck, type CheckedNeed, checkCall } from "../session/session-api.ts";
import styles from "./call-bar.module.css";

/** Whether policies let the caller do this, and which statement says so: asked anew when the parameters change. */
export function PermissionLine({ request }: { readonly request: Call }) {
  const { permission } = useMessages();
  const check = useCheck(request);
  return (
    <section className={styles.permission} aria-label={permission.title} aria-live="polite">
      {check === undefined ? (
        <p className={styles.verdict}>
          <span>{permission.asking}</span>
        </p>
      ) : (
        check.needs.map((need) => <Verdict key={`${need.action} ${need.resource}`} need={need} />)
      )}
      {check?.allowed && check.needs.length === 0 && <Verdict need={undefined} />}
    </section>
  );
}

function useCheck(request: Call): CallCheck | undefined {
  const [check, setCheck] = useState<CallCheck>();
  const asked = JSON.stringify(request);
  useEffect(() => {
    const controller = new AbortController();
    const ask = () => checkCall(JSON.parse(asked) as Call, controller.signal).then(setCheck, () => setCheck(undefined));
    const timer = setTimeout(ask, 350);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked]);
  return check;
}

function Verdict({ need }: { readonly need: CheckedNeed | undefined }) {
  const { permission } = useMessages();
  const isDenied = need?.allowed === false;
  const statement = need?.statements?.[0];
  return (
    <div>
      <p className={styles.verdict} data-denied={isDenied}>
        <strong>{isDenied ? permission.denied : permission.allowed}</strong>
        <span>
          {need && <code>{need.action}</code>} {reasonOf(need, permission)}
        </span>
      </p>
      {isDenied && statement && <p className={styles.statement}>{explainStatement(statement.statement)}</p>}
    </div>
  );
}

function reasonOf(need: CheckedNeed | undefined, permission: ReturnType<typeof useMessages>["permission"]): string {
  if (!need?.effect) return permission.root;
  if (need.allowed && need.effect !== "Allow" && need.mode === "soft") return permission.soft;
  const source = need.statements?.[0]?.source;
  if (source) return permission.by(source.name);
  return need.allowed ? "" : permission.noStatement;
}
