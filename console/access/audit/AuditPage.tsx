import { Button } from "@mantine/core";
import { IconDownload, IconLink, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { PanelEmpty, PanelLoading } from "../parts/PanelRead.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { saveText } from "../parts/save-text.ts";
import { Refused } from "../Read.tsx";
import { accessWords } from "../words.ts";
import styles from "./audit.module.css";
import type { AuditRecord } from "./audit-record.ts";
import { toCsv, toJson } from "./export-records.ts";
import { FilterBar } from "./FilterBar.tsx";
import { type Filters, readFilters, writeFilters } from "./filters.ts";
import { RecordDrawer } from "./RecordDrawer.tsx";
import { RecordList } from "./RecordList.tsx";
import { type Records, useRecords } from "./use-records.ts";
import { auditWords } from "./words.ts";

export function AuditPage() {
  const words = useWords(auditWords);
  const titles = useWords(accessWords);
  const [search, setSearch] = useSearchParams();
  const filters = readFilters(search);
  const records = useRecords(filters);
  const [opened, setOpened] = useState<AuditRecord>();
  const change = (next: Filters) => setSearch(writeFilters(next), { replace: true });
  return (
    <>
      <PartHeader title={titles.audit} lead={words.lead}>
        <Tools records={records} />
      </PartHeader>
      <FilterBar filters={filters} onChange={change} />
      <section className={styles.sheet} aria-label={words.table} aria-busy={records.isReading}>
        <Shown records={records} onOpen={setOpened} />
      </section>
      <RecordDrawer record={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}

function Tools({ records: { records = [], isReading, refresh } }: { readonly records: Records }) {
  const words = useWords(auditWords);
  const save = (kind: "csv" | "json") =>
    saveText(kind === "csv" ? toCsv(records) : toJson(records), `medialoft-audit.${kind}`);
  return (
    <>
      <Button size="xs" loading={isReading} leftSection={<IconRefresh size={15} />} onClick={refresh}>
        {words.refresh}
      </Button>
      <CopyButton
        text={() => location.href}
        label={words.link}
        hint={words.linkHint}
        icon={<IconLink size={15} aria-hidden="true" />}
      />
      {(["csv", "json"] as const).map((kind) => (
        <Button
          key={kind}
          size="xs"
          variant="default"
          title={words.exportHint(words[kind])}
          disabled={records.length === 0}
          leftSection={<IconDownload size={15} />}
          onClick={() => save(kind)}
        >
          {words[kind]}
        </Button>
      ))}
    </>
  );
}

interface ShownProps {
  readonly records: Records;
  readonly onOpen: (record: AuditRecord) => void;
}

function Shown({ records: { records, refusal, isReading, hasOlder, readOlder, refresh }, onOpen }: ShownProps) {
  const words = useWords(auditWords);
  if (refusal) return <Refused refusal={refusal} onRetry={refresh} />;
  if (!records) return <PanelLoading />;
  return (
    <>
      <p className="unseen" role="status">
        {isReading ? "" : words.refreshed(records.length)}
      </p>
      {records.length > 0 ? (
        <RecordList records={records} onOpen={onOpen} />
      ) : (
        !hasOlder && (
          <PanelEmpty>
            <strong>{words.none}</strong>
            <p>{words.noneLead}</p>
          </PanelEmpty>
        )
      )}
      <div className={styles.foot}>
        {hasOlder ? (
          <Button variant="default" size="sm" loading={isReading} onClick={readOlder}>
            {words.older}
          </Button>
        ) : (
          records.length > 0 && <p className={styles.soft}>{words.end}</p>
        )}
      </div>
    </>
  );
}
