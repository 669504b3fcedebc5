import { Button, Loader } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useMessages } from "../language/language.tsx";
import styles from "./page-state.module.css";

export function PageLoading() {
  const { app } = useMessages();
  return (
    <div className={styles.state} role="status">
      <Loader type="dots" />
      <span className="unseen">{app.loading}</span>
    </div>
  );
}

export function PageFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { app } = useMessages();
  return (
    <PageNote icon={<IconPlugConnectedX />}>
      <p role="alert">{app.failed}</p>
      <Button variant="default" onClick={onRetry}>
        {app.tryAgain}
      </Button>
    </PageNote>
  );
}

/** What stands on a page, or a part of one, that has nothing to show. */
export function PageNote({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.state}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      {children}
    </div>
  );
}
