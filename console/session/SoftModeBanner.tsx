import { IconShieldHalf } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";

/** Says that policies deny nothing. The session is asked anew with each page, since somebody else may have changed it. */
export function SoftModeBanner() {
  const { mode } = useMessages();
  const { status, state, ask } = useSession();
  const [path] = useLocation();
  const askedFor = useRef(path);
  const askAgain = useEffectEvent(() => status === "in" && void ask());
  useEffect(() => {
    if (askedFor.current === path) return;
    askedFor.current = path;
    askAgain();
  }, [path]);
  if (state?.mode !== "soft") return null;
  return (
    <p className={styles.banner} role="status">
      <IconShieldHalf size={18} aria-hidden="true" />
      {mode.soft}
    </p>
  );
}
