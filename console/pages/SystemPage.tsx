import { Button } from "@mantine/core";
import { IconLock, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { Panels } from "../access/parts/Panel.tsx";
import { PartHeader } from "../access/parts/PartHeader.tsx";
import { Refused } from "../access/Read.tsx";
import { SignInLink } from "../explorer/SignInLink.tsx";
import { useLanguage } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { useSession } from "../session/session.tsx";
import { HealthPanel } from "../system/HealthPanel.tsx";
import { OpenHealth } from "../system/OpenHealth.tsx";
import { AboutPanel, MetricsPanel, WallsPanel, WritesPanel } from "../system/ServerPanels.tsx";
import { StoragePanel } from "../system/StoragePanel.tsx";
import systemStyles from "../system/system.module.css";
import { rateBetween } from "../system/system-status.ts";
import { type ReadStatus, type SystemReading, useSystemStatus } from "../system/use-system-status.ts";
import { WorkPanel } from "../system/WorkPanel.tsx";
import { systemWords } from "../system/words.ts";
import { PageLoading, PageNote } from "./PageState.tsx";
import styles from "./page.module.css";

/** How the server is; to whom it may be told, also what it stores and does. */
export function SystemPage() {
  const { status } = useSession();
  return <div className={styles.page}>{status === "in" ? <SignedIn /> : <SignedOut />}</div>;
}

function SignedOut() {
  const words = useWords(systemWords);
  return (
    <>
      <PartHeader title={words.title} lead={words.lead} />
      <OpenHealth />
      <PageNote icon={<IconLock />}>
        <p>{words.signInLead}</p>
        <SignInLink />
      </PageNote>
    </>
  );
}

function SignedIn() {
  const words = useWords(systemWords);
  const [isPaused, setPaused] = useState(false);
  const reading = useSystemStatus(isPaused);
  const { read, refusal, ask } = reading;
  const isWhole = read === undefined || read.status.Server !== undefined;
  return (
    <>
      <PartHeader title={words.title} lead={isWhole ? words.lead : words.accountLead}>
        {read && <Live read={read} isStale={refusal !== undefined} isPaused={isPaused} setPaused={setPaused} />}
      </PartHeader>
      {read ? (
        <Status {...reading} read={read} />
      ) : (
        <>
          {refusal && <OpenHealth />}
          {refusal ? <Refused refusal={refusal} onRetry={() => void ask()} /> : <PageLoading />}
        </>
      )}
    </>
  );
}

function Status({ read, before }: SystemReading & { readonly read: ReadStatus }) {
  const { status, at } = read;
  const { Server: server } = status;
  return (
    <>
      {server ? <HealthPanel health={server} /> : <OpenHealth />}
      <Panels>
        <StoragePanel status={status} />
        <WorkPanel jobs={(server ?? status).Jobs} />
        {server && (
          <>
            <WritesPanel server={server} rate={rateBetween(before?.status.Server, server, at - (before?.at ?? at))} />
            <AboutPanel server={server} />
            <WallsPanel walls={server.MediaWalls} />
            <MetricsPanel />
          </>
        )}
      </Panels>
    </>
  );
}

interface LiveProps {
  readonly read: ReadStatus;
  /** The server has not answered since. */
  readonly isStale: boolean;
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
}

/** When the figures are from; whoever reads them calmly stops them. */
function Live({ read, isStale, isPaused, setPaused }: LiveProps) {
  const words = useWords(systemWords);
  const { language } = useLanguage();
  const time = new Date(read.at).toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB");
  return (
    <div className={systemStyles.live}>
      <span data-stale={isStale}>{isStale ? words.stale(time) : words.asked(time)}</span>
      <Button
        variant="default"
        size="xs"
        leftSection={isPaused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
        onClick={() => setPaused(!isPaused)}
      >
        {isPaused ? words.refresh.resume : words.refresh.pause}
      </Button>
    </div>
  );
}
