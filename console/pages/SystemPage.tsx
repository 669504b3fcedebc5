import { useCallback, useEffect, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { PageFailed, PageLoading } from "./PageState.tsx";
import styles from "./page.module.css";
import { usePageTitle } from "./use-page-title.ts";

type Report = Readonly<Record<string, unknown>>;

/** What /readyz says of this server. */
export function SystemPage() {
  const { slots, sections } = useMessages();
  usePageTitle(sections.system);
  const [report, setReport] = useState<Report | "failed">();
  const ask = useCallback(() => {
    setReport(undefined);
    readReport().then(setReport, () => setReport("failed"));
  }, []);
  useEffect(ask, [ask]);
  if (report === undefined) return <PageLoading />;
  if (report === "failed") return <PageFailed onRetry={ask} />;
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{slots.system}</h1>
      <p className={styles.lead}>{slots.systemLead}</p>
      <section className={styles.sheet}>
        <h2 className={styles.heading}>{report.ready === true ? slots.ready : slots.notReady}</h2>
        <dl className={styles.facts}>
          {Object.entries(report).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

async function readReport(): Promise<Report> {
  const response = await fetch("/readyz", { cache: "no-store" });
  return (await response.json()) as Report;
}
