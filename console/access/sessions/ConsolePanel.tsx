import { Button } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useMessages } from "../../language/language.tsx";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { SessionRefusal } from "../../session/session-api.ts";
import type { Reading, Refusal } from "../operation.ts";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { useTell } from "../parts/tell.tsx";
import { When } from "../parts/When.tsx";
import { type ConsoleSession, endConsoleSession, nameBrowser, readConsoleSessions } from "./console-sessions.ts";
import { sessionWords } from "./words.ts";

/** Browsers that are signed in. */
export function ConsolePanel() {
  const words = useWords(sessionWords);
  const { state } = useSession();
  const { reading, again } = useSessions();
  const [ending, setEnding] = useState<ConsoleSession>();
  const isRoot = state?.principal?.kind === "root";
  return (
    <Panel title={words.console} lead={isRoot ? words.consoleLead : `${words.consoleLead} ${words.consoleOwn}`}>
      <PanelRead reading={reading} onRetry={again}>
        {(sessions) => <SessionTable sessions={sessions.filter(isInForce)} onEnd={setEnding} />}
      </PanelRead>
      <Dialog title={words.endTitle} isOpen={ending !== undefined} onClose={() => setEnding(undefined)}>
        {ending && <EndForm session={ending} onClose={() => setEnding(undefined)} onDone={again} />}
      </Dialog>
    </Panel>
  );
}

const isInForce = ({ expiresAt }: ConsoleSession): boolean => expiresAt > Date.now();
const iso = (at: number): string => new Date(at).toISOString();

interface SessionTableProps {
  readonly sessions: readonly ConsoleSession[];
  readonly onEnd: (session: ConsoleSession) => void;
}

function SessionTable({ sessions, onEnd }: SessionTableProps) {
  const words = useWords(sessionWords);
  const whoOf = ({ userName }: ConsoleSession) => userName ?? words.root;
  const columns: readonly Column<ConsoleSession>[] = [
    {
      id: "who",
      title: words.who,
      cell: (session) => (
        <NameCell about={session.accessKeyId === undefined ? words.byPassword : words.byKey(session.accessKeyId)}>
          {whoOf(session)}
          {session.isThis && <Mark tone="good">{words.thisOne}</Mark>}
        </NameCell>
      ),
    },
    {
      id: "source",
      title: words.source,
      cell: ({ sourceAddress, userAgent }) => (
        <NameCell about={nameBrowser(userAgent)}>
          <code>{sourceAddress}</code>
        </NameCell>
      ),
    },
    { id: "since", title: words.since, isWideOnly: true, cell: ({ signedInAt }) => <When at={iso(signedInAt)} /> },
    { id: "seen", title: words.seen, isWideOnly: true, cell: ({ lastSeenAt }) => <When at={iso(lastSeenAt)} /> },
    { id: "until", title: words.until, isWideOnly: true, cell: ({ expiresAt }) => <When at={iso(expiresAt)} /> },
    {
      id: "end",
      title: words.end,
      isActions: true,
      cell: (session) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words.endOf(whoOf(session))}
          onClick={() => onEnd(session)}
        >
          {words.end}
        </Button>
      ),
    },
  ];
  return <DataTable label={words.table.console} rows={sessions} columns={columns} keyOf={(one) => one.sessionId} />;
}

interface EndFormProps {
  readonly session: ConsoleSession;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function EndForm({ session, onClose, onDone }: EndFormProps) {
  const words = useWords(sessionWords);
  const tell = useTell();
  const toRefusal = useToRefusal();
  const { state, ask } = useSession();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isBusy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    try {
      await endConsoleSession(session.sessionId, state?.csrfToken ?? "");
      onClose();
      tell(words.ended);
      if (session.isThis) await ask();
      else onDone();
    } catch (error) {
      setBusy(false);
      setRefusal(toRefusal(error));
    }
  };
  return (
    <DialogForm
      submit={words.endDo}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void end()}
      onCancel={onClose}
      isDanger
    >
      <p>{session.isThis ? words.endThis : words.endLead(session.userName ?? words.root)}</p>
    </DialogForm>
  );
}

/** Read once, and again when asked to. */
function useSessions() {
  const toRefusal = useToRefusal();
  const [reading, setReading] = useState<Reading<readonly ConsoleSession[]>>({ kind: "loading" });
  const again = useCallback(() => {
    readConsoleSessions().then(
      (answer) => setReading({ kind: "read", answer }),
      (error: unknown) => setReading({ kind: "read", refusal: toRefusal(error) }),
    );
  }, [toRefusal]);
  useEffect(again, [again]);
  return { reading, again };
}

function useToRefusal() {
  const { app } = useMessages();
  const { ask } = useSession();
  return useCallback(
    (error: unknown): Refusal => {
      if (!(error instanceof SessionRefusal)) return { code: "", message: app.failed, isDenied: false };
      // The page learns of it, and asks to sign in again.
      if (error.status === 401) void ask();
      return { code: error.code, message: error.message, isDenied: false };
    },
    [app.failed, ask],
  );
}
