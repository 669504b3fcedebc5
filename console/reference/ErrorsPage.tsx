import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useDeferredValue } from "react";
import { useSearchParams } from "wouter";
import { type ErrorDescription, findErrors } from "../../src/reference/describe-error.ts";
import { useMessages } from "../language/language.tsx";
import { hasWord } from "../operations/operations.tsx";
import pageStyles from "../pages/page.module.css";
import { usePageTitle } from "../pages/use-page-title.ts";
import { RequestRecord } from "./RequestRecord.tsx";
import styles from "./reference.module.css";
import { useErrors } from "./use-errors.ts";

/** The error-code centre, to which each error answer's Recommend leads. */
export function ErrorsPage() {
  const { troubleshoot } = useMessages();
  usePageTitle(troubleshoot.title);
  const [search, setSearch] = useSearchParams();
  const query = search.get("q") ?? "";
  const found = useDeferredValue(searchErrors(useErrors(), query));
  const requestId = search.get("requestId");
  return (
    <div className={pageStyles.page}>
      <h1 className={pageStyles.title}>{troubleshoot.title}</h1>
      <p className={pageStyles.lead}>{troubleshoot.lead}</p>
      <TextInput
        className={styles.search}
        type="search"
        size="md"
        aria-label={troubleshoot.search}
        placeholder={troubleshoot.search}
        leftSection={<IconSearch size={18} />}
        value={query}
        onChange={({ currentTarget }) =>
          setSearch(
            { ...(currentTarget.value !== "" && { q: currentTarget.value }), ...(requestId && { requestId }) },
            { replace: true },
          )
        }
      />
      {requestId && <RequestRecord key={requestId} requestId={requestId} />}
      <p className={styles.soft} aria-live="polite">
        {found.length === 0 ? troubleshoot.none(query) : troubleshoot.count(found.length)}
      </p>
      <ul className={styles.errors}>
        {found.map((error) => (
          <ErrorEntry key={error.key} error={error} />
        ))}
      </ul>
    </div>
  );
}

function ErrorEntry({ error }: { readonly error: ErrorDescription }) {
  const { troubleshoot } = useMessages();
  return (
    <li>
      <h2 className={styles.errorHead}>
        <span className={styles.errorCode}>{error.code}</span> <span>{error.status}</span>
      </h2>
      <p lang="en">{error.message}</p>
      <dl className={styles.advice}>
        <dt>{troubleshoot.cause}</dt>
        <dd>{error.cause}</dd>
        <dt>{troubleshoot.remedy}</dt>
        <dd>{error.remedy}</dd>
      </dl>
    </li>
  );
}

/** By the code of an answer first, else by words. */
function searchErrors(errors: readonly ErrorDescription[], query: string): readonly ErrorDescription[] {
  const code = query.trim();
  if (code === "") return errors;
  const named = findErrors(errors, code);
  if (named.length > 0) return named;
  const text = code.toLowerCase();
  return errors.filter(({ code, message, cause, remedy }) =>
    [`${code} ${message}`, cause, remedy].some((part) => hasWord(part.toLowerCase(), text)),
  );
}
