import { IconShieldHalf } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";
import { checkCall } from "./session-api.ts";

export function SoftModeBanner() {
  const { mode } = useMessages();
  if (!useIsSoft()) return null;
  return (
    <p className={styles.banner} role="status">
      <IconShieldHalf size={18} aria-hidden="true" />
      {mode.soft}
    </p>
  );
}

/** Asked with each page, since somebody else may have changed it. Of the account's root no policy is asked, so it asks itself. */
function useIsSoft(): boolean {
  const { status, state, call } = useSession();
  const [path] = useLocation();
  const [isSoft, setSoft] = useState(false);
  const isRoot = state?.principal?.kind === "root";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page asks anew
  useEffect(() => {
    if (status !== "in") return setSoft(false);
    const controller = new AbortController();
    const asked = isRoot ? askAsRoot(call) : askAsUser(controller.signal);
    asked.then(
      (answered) => controller.signal.aborted || setSoft(answered),
      () => {},
    );
    return () => controller.abort();
  }, [status, isRoot, path]);
  return isSoft;
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
