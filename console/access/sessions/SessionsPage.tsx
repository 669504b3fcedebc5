import { useWords } from "../../language/words.ts";
import { PartHeader } from "../parts/PartHeader.tsx";
import { accessWords } from "../words.ts";
import { ConsolePanel } from "./ConsolePanel.tsx";
import { CredentialsPanel } from "./CredentialsPanel.tsx";
import styles from "./sessions.module.css";
import { sessionWords } from "./words.ts";

export function SessionsPage() {
  const words = useWords(sessionWords);
  const titles = useWords(accessWords);
  return (
    <>
      <PartHeader title={titles.sessions} lead={words.lead} />
      <div className={styles.panels}>
        <ConsolePanel />
        <CredentialsPanel kind="role" />
        <CredentialsPanel kind="upload" />
      </div>
    </>
  );
}
