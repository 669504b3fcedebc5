import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { type RamList, useListing } from "../parts/use-listing.ts";
import { type AccessPart, accessPath } from "../paths.ts";
import styles from "./overview.module.css";
import { overviewWords } from "./words.ts";

/** What there is, and how much of it there may be. */
const counted = [
  { part: "users", action: "ListUsers", most: 1000 },
  { part: "groups", action: "ListGroups", most: 50 },
  { part: "roles", action: "ListRoles", most: 1000 },
  { part: "policies", action: "ListPolicies", most: 1500, parameters: { PolicyType: "Custom" } },
] as const satisfies readonly CountProps[];

interface CountProps {
  readonly part: AccessPart;
  readonly action: RamList;
  readonly most: number;
  readonly parameters?: Record<string, string>;
}

export function Counts() {
  const { counts: words } = useWords(overviewWords);
  return (
    <nav aria-label={words.title} className={styles.counts}>
      {counted.map((one) => (
        <Count key={one.part} {...one} />
      ))}
    </nav>
  );
}

function Count({
  part,
  action,
  most,
  parameters = {},
}: CountProps & { readonly part: (typeof counted)[number]["part"] }) {
  const { counts: words } = useWords(overviewWords);
  const { reading, hasMore } = useListing<unknown>(action, { parameters, isWhole: true });
  return (
    <Link href={accessPath(part)} className={styles.count}>
      <span className={styles.what}>{words[part]}</span>
      <IconChevronRight size={17} aria-hidden="true" />
      {reading.kind === "loading" && <span className={styles.soft}>{words.reading}</span>}
      {reading.kind === "read" && "refusal" in reading && (
        <span className={styles.soft}>{reading.refusal.isDenied ? words.hidden : words.failed}</span>
      )}
      {reading.kind === "read" && "answer" in reading && (
        <span>
          <strong>
            {reading.answer.rows.length}
            {hasMore && "+"}
          </strong>{" "}
          <small>{words.of(most)}</small>
        </span>
      )}
    </Link>
  );
}
