import { IconShieldHalf } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";
import { checkCall } from "./session-api.ts";

/** Asked anew with each page, since somebody else may have changed it. */
export function SoftModeBanner() {
  const { mode } = useMessages();
  const { status } = useSession();
  const [path] = useLocation();
  const [isSoft, setSoft] = useState(false);
  return (
    <>
      {status === "in" && <ModeQuestion key={path} onAnswer={setSoft} />}
      {status === "in" && isSoft && (
        <p className={styles.banner} role="status">
          <IconShieldHalf size={18} aria-hidden="true" />
          {mode.soft}
        </p>
      )}
    </>
  );
}

/** Asks once for as long as it is there. Of the account's root no policy is asked, so it asks for the mode itself. */
function ModeQuestion({ onAnswer }: { readonly onAnswer: (isSoft: boolean) => void }) {
  const { state, call } = useSession();
  const isRoot = state?.principal?.kind === "root";
  const ask = useEffectEvent((signal: AbortSignal) => (isRoot ? askAsRoot(call) : askAsUser(signal)));
  useEffect(() => {
    const controller = new AbortController();
    ask(controller.signal).then(
      (answered) => controller.signal.aborted || onAnswer(answered),
      () => {},
    );
    return () => controller.abort();
  }, [onAnswer]);
  return null;
}

/** Any check tells the account's mode. */
async function askAsUser(signal: AbortSignal): Promise<boolean> {
  const { needs } = await checkCall({ product: "STS", action: "GetCallerIdentity", parameters: {} }, signal);
  return needs.some(({ mode }) => mode === "soft");
}

async function askAsRoot(call: ReturnType<typeof useSession>["call"]): Promise<boolean> {
  const { body } = await call({ product: "Medialoft", action: "GetAuthorizationMode", parameters: {} });
  return (JSON.parse(body) as { readonly Mode?: string }).Mode === "soft";
}
