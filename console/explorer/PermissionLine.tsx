import { useEffect, useState } from "react";
import { explainStatement } from "../../src/policy/explain-statement.ts";
import { useLanguage, useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import { type Call, type CallCheck, type CheckedNeed, checkCall, SessionRefusal } from "../session/session-api.ts";
import styles from "./call-bar.module.css";
import { shortPrincipal } from "./call-options.ts";
import { withoutSecrets } from "./parameters.ts";

/** Where the question itself failed, nothing is known of the call. */
type Checked = CallCheck | { readonly refusal: string } | { readonly failure: string };

/** Whether policies let this be done, and which statement says so: asked anew when the parameters change. */
export function PermissionLine({ request }: { readonly request: Call }) {
  const { permission } = useMessages();
  const checked = useCheck(request);
  return (
    <section className={styles.permission} aria-label={permission.title} aria-live="polite">
      {checked === undefined && (
        <p className={styles.verdict}>
          <span>{permission.asking}</span>
        </p>
      )}
      {checked && "refusal" in checked && <Said isDenied sentence={checked.refusal} />}
      {checked && "failure" in checked && (
        <p className={styles.verdict}>
          <span>{checked.failure}</span>
        </p>
      )}
      {checked && "needs" in checked && <Verdicts check={checked} isActing={request.as !== undefined} />}
    </section>
  );
}

/** Longer than any name: such a text decides nothing, and an address has no room for it. */
const longestAsked = 2048;

/** What is secret decides nothing either, and this question stands in an address. */
function useCheck({ product, action, parameters, as }: Call): Checked | undefined {
  const { app } = useMessages();
  const session = useSession().state?.csrfToken;
  const [checked, setChecked] = useState<Checked>();
  const names = Object.entries(withoutSecrets(parameters).shown).filter(([, value]) => value.length <= longestAsked);
  const asked = JSON.stringify({ product, action, parameters: Object.fromEntries(names), as, session });
  useEffect(() => {
    const controller = new AbortController();
    const refuse = (error: unknown) => {
      if (controller.signal.aborted) return;
      setChecked(error instanceof SessionRefusal ? { refusal: error.message } : { failure: app.failed });
    };
    const ask = () =>
      checkCall(JSON.parse(asked) as Call, controller.signal)
        .then(setChecked)
        .catch(refuse);
    const timer = setTimeout(ask, 350);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, app.failed]);
  return checked;
}

function Verdicts({ check, isActing }: { readonly check: CallCheck; readonly isActing: boolean }) {
  const { permission } = useMessages();
  const { needs, sentence } = check;
  return (
    <>
      {needs.map((need) => (
        <Verdict key={`${need.principal} ${need.action} ${need.resource}`} need={need} withName={isActing} />
      ))}
      {sentence !== undefined && <Said isDenied sentence={sentence} />}
      {check.allowed && needs.length === 0 && <Said isDenied={false} sentence={permission.root} />}
    </>
  );
}

interface SaidProps {
  readonly isDenied: boolean;
  readonly sentence: string;
}

function Said({ isDenied, sentence }: SaidProps) {
  const { permission } = useMessages();
  return (
    <p className={styles.verdict} data-denied={isDenied}>
      <strong>{isDenied ? permission.denied : permission.allowed}</strong> <span>{sentence}</span>
    </p>
  );
}

interface VerdictProps {
  readonly need: CheckedNeed;
  /** Says who needs it, where there are two. */
  readonly withName: boolean;
}

function Verdict({ need, withName }: VerdictProps) {
  const { language, messages } = useLanguage();
  const { permission } = messages;
  const isDenied = !need.allowed;
  const statement = need.statements?.[0];
  return (
    <div>
      <p className={styles.verdict} data-denied={isDenied}>
        <strong>{isDenied ? permission.denied : permission.allowed}</strong>{" "}
        <span>
          {withName && `${shortPrincipal(need.principal)}: `}
          <code>{need.action}</code> {reasonOf(need, permission)}
        </span>
      </p>
      {isDenied && statement && <p className={styles.statement}>{explainStatement(statement.statement, language)}</p>}
    </div>
  );
}

function reasonOf(need: CheckedNeed, permission: ReturnType<typeof useMessages>["permission"]): string {
  if (!need.effect) return permission.root;
  if (need.allowed && need.effect !== "Allow" && need.mode === "soft") return permission.soft;
  const source = need.statements?.[0]?.source;
  if (source) return permission.by(source.name);
  return need.allowed ? "" : permission.noStatement;
}
