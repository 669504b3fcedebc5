/** What GetSystemStatus answers. */
export interface Usage {
  readonly Objects: number;
  readonly ObjectBytes: number;
  readonly OpenUploads: number;
  readonly Jobs: readonly JobCount[];
}

export interface JobCount {
  readonly Kind: string;
  readonly Status: string;
  readonly Count: number;
}

export interface ServerStatus extends Usage {
  readonly Ready: boolean;
  readonly Mode: string;
  readonly Authorization: string;
  readonly DatabaseState: string;
  readonly DiskState: string;
  readonly WriteState: string;
  readonly MediaWalls: readonly string[];
  readonly Version: string;
  readonly NodeVersion: string;
  readonly Database: string;
  readonly SchemaVersion: number;
  readonly UptimeSeconds: number;
  readonly MemoryBytes: number;
  readonly FreeBytes: number;
  readonly Commits: number;
  readonly Writes: number;
  readonly Syncs: number;
}

export interface SystemStatus extends Usage {
  /** For callers of the first account. */
  readonly Server?: ServerStatus;
}

export interface KindOfWork {
  readonly kind: string;
  readonly ready: number;
  readonly leased: number;
  readonly quarantined: number;
}

/** One row for each kind, in order of their names. */
export function byKind(jobs: readonly JobCount[]): readonly KindOfWork[] {
  const kinds = [...new Set(jobs.map(({ Kind }) => Kind))].sort();
  return kinds.map((kind) => {
    const countOf = (status: string) =>
      jobs.filter(({ Kind, Status }) => Kind === kind && Status === status).reduce((sum, { Count }) => sum + Count, 0);
    return { kind, ready: countOf("ready"), leased: countOf("leased"), quarantined: countOf("quarantined") };
  });
}

/** How many a second between two readings; undefined when the server was started anew meanwhile. */
export function rateBetween(
  before: ServerStatus | undefined,
  after: ServerStatus,
  elapsedMs: number,
): number | undefined {
  if (!before || elapsedMs <= 0 || after.UptimeSeconds < before.UptimeSeconds) return undefined;
  return ((after.Writes - before.Writes) * 1000) / elapsedMs;
}

/** In its two largest units, for instance 3 days 4 hours. */
export function formatUptime(seconds: number, language: string): string {
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  const shown = units.slice(first === -1 ? units.length - 1 : first).slice(0, 2);
  let rest = seconds;
  const parts = shown.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
  });
  return parts.join(" ");
}
