import { Button, Drawer } from "@mantine/core";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { explorerPath } from "../operations/operations.tsx";
import { useOpened } from "../shell/on-demand.ts";
import { forgetCalls, type PastCall, usePastCalls } from "./call-history.ts";
import styles from "./history.module.css";
import { explorerWords } from "./words.ts";

interface HistoryDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Answers false when the call is another operation's. */
  readonly onRefill: (call: PastCall) => boolean;
}

export function HistoryDrawer({ isOpen, onClose, onRefill }: HistoryDrawerProps) {
  const { explorer, app } = useMessages();
  const { as } = useWords(explorerWords);
  const [, navigate] = useLocation();
  const calls = usePastCalls();
  const refill = (call: PastCall) => {
    if (!onRefill(call)) navigate(`${explorerPath(call.product, call.action)}${call.fragment}`);
    onClose();
  };
  return (
    <Drawer
      opened={useOpened(isOpen)}
      onClose={onClose}
      position="right"
      title={explorer.history}
      closeButtonProps={{ "aria-label": app.close }}
    >
      <p className={styles.lead}>{calls.length === 0 ? explorer.noHistory : explorer.historyLead}</p>
      <ol className={styles.calls}>
        {calls.map((call) => (
          <li key={call.id} className={styles.call}>
            <div className={styles.line}>
              <strong>{call.action}</strong>
              <span className={styles.status} data-good={call.status < 400}>
                {call.status}
              </span>
            </div>
            {call.as !== undefined && <p className={styles.as}>{`${as.calledAs}: ${call.as}`}</p>}
            <code className={styles.parameters}>{decodeURIComponent(call.fragment.slice(1).replaceAll("+", " "))}</code>
            <div className={styles.line}>
              <time dateTime={new Date(call.at).toISOString()}>{new Date(call.at).toLocaleTimeString()}</time>
              <Button size="compact-xs" variant="default" onClick={() => refill(call)}>
                {explorer.refill}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      {calls.length > 0 && (
        <Button variant="subtle" size="xs" onClick={forgetCalls}>
          {explorer.forget}
        </Button>
      )}
    </Drawer>
  );
}
