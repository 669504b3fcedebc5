import { IconShieldHalf } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";

/** What was so last: a banner that comes with the session's answer pushes down what is already read. */
const storageKey = "medialoft.mode";

/** Says that policies deny nothing. The session is asked anew with each page, since somebody else may have changed it. */
export function SoftModeBanner() {
  const { mode: words } = useMessages();
  const { status, state, ask } = useSession();
  const [path] = useLocation();
  const askedFor = useRef(path);
  const askAgain = useEffectEvent(() => status === "in" && void ask());
  useEffect(() => {
    if (askedFor.current === path) return;
    askedFor.current = path;
    askAgain();
  }, [path]);
  useEffect(() => {
    if (state?.mode === "soft") localStorage.setItem(storageKey, state.mode);
    else if (state) localStorage.removeItem(storageKey);
  }, [state]);
  const mode = status === "asking" ? localStorage.getItem(storageKey) : state?.mode;
  if (mode !== "soft") return null;
  return (
    <p className={styles.banner} role="status">
      <IconShieldHalf size={18} aria-hidden="true" />
      {words.soft}
    </p>
  );
}
