import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { shortPrincipal } from "../audit/audit-record.ts";
import { noFilters, writeFilters } from "../audit/filters.ts";
import { findAnswer, type Reading } from "../operation.ts";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty, PanelRead } from "../parts/PanelRead.tsx";
import { When } from "../parts/When.tsx";
import { accessPath } from "../paths.ts";
import type { SoftDenial } from "./soft-denials.ts";
import type { Denials } from "./use-denials.ts";
import { modeWords } from "./words.ts";

interface DenialsPanelProps {
  readonly reading: Reading<Denials>;
  readonly onRetry: () => void;
}

/** What policies would have denied. */
export function DenialsPanel({ reading, onRetry }: DenialsPanelProps) {
  const words = useWords(modeWords);
  const start = findAnswer(reading)?.start;
  const search = writeFilters({ ...noFilters, span: "all", decision: "SoftDeny" });
  return (
    <Panel
      title={words.denials}
      lead={start === undefined ? words.denialsEver : <Since start={start} />}
      actions={<Link href={`${accessPath("audit")}?${search}`}>{words.toAudit}</Link>}
    >
      <PanelRead reading={reading} onRetry={onRetry}>
        {({ denials, newest }) =>
          denials.length === 0 ? (
            <PanelEmpty>{words.noDenials}</PanelEmpty>
          ) : (
            <>
              <DenialTable denials={denials} />
              {newest !== undefined && <p>{words.newest(newest)}</p>}
            </>
          )
        }
      </PanelRead>
    </Panel>
  );
}

function Since({ start }: { readonly start: string }) {
  const [before, after] = useWords(modeWords).denialsLead;
  return (
    <>
      {before}
      <When at={start} />
      {after}
    </>
  );
}

function DenialTable({ denials }: { readonly denials: readonly SoftDenial[] }) {
  const words = useWords(modeWords);
  const accountId = useSession().state?.principal?.accountId ?? "";
  const columns: readonly Column<SoftDenial>[] = [
    {
      id: "action",
      title: words.action,
      cell: ({ action, resource }) => (
        <NameCell about={resource}>
          <code>{action}</code>
        </NameCell>
      ),
    },
    { id: "principal", title: words.principal, cell: ({ principal }) => shortPrincipal(principal, accountId) },
    { id: "count", title: words.count, cell: ({ count }) => count },
    { id: "last", title: words.last, isWideOnly: true, cell: ({ lastAt }) => <When at={lastAt} /> },
  ];
  const keyOf = ({ principal, action, resource }: SoftDenial) => [principal, action, resource].join(" ");
  return <DataTable label={words.table} rows={denials} columns={columns} keyOf={keyOf} />;
}
