import { IconShieldHalf } from "@tabler/icons-react";
import { useMessages } from "../language/language.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";

export function SoftModeBanner() {
  const { mode } = useMessages();
  const { state } = useSession();
  if (state?.mode !== "soft") return null;
  return (
    <p className={styles.banner} role="status">
      <IconShieldHalf size={18} aria-hidden="true" />
      {mode.soft}
    </p>
  );
}
