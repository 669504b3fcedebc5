import { useEffect, useState } from "react";
import { useWords } from "../language/words.ts";
import { HealthPanel } from "./HealthPanel.tsx";
import styles from "./system.module.css";
import { systemWords } from "./words.ts";

/** What /readyz tells everybody. */
interface Report {
  readonly ready: boolean;
  readonly authorization: string;
  readonly database: { readonly state: string };
  readonly disk: string;
  readonly writes: string;
}

/** The server's health for whom no more is told. */
export function OpenHealth() {
  const { health } = useWords(systemWords);
  const [report, setReport] = useState<Report | "failed">();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    readReport(signal).then(setReport, () => signal.aborted || setReport("failed"));
    return () => controller.abort();
  }, []);
  if (report === undefined) return <Awaited />;
  if (report === "failed") return <p className={styles.health}>{health.unknown}</p>;
  return (
    <HealthPanel
      health={{
        Ready: report.ready,
        DatabaseState: report.database.state,
        DiskState: report.disk,
        WriteState: report.writes,
        Authorization: report.authorization,
      }}
    />
  );
}

/** As high as what is awaited, so that nothing below moves when it comes. */
const Awaited = () => (
  <div className={styles.awaited} aria-hidden="true">
    <HealthPanel health={usual} />
  </div>
);

const usual = { Ready: true, DatabaseState: "ok", DiskState: "ok", WriteState: "ok", Authorization: "enforce" };

async function readReport(signal: AbortSignal): Promise<Report> {
  const response = await fetch("/readyz", { cache: "no-store", signal });
  return (await response.json()) as Report;
}
