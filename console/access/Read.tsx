import { Button } from "@mantine/core";
import { IconAlertTriangle, IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Diagnosis } from "../explorer/Diagnosis.tsx";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { PageLoading, PageNote } from "../pages/PageState.tsx";
import type { Reading, Refusal } from "./operation.ts";
import { accessWords } from "./words.ts";

interface ReadProps<T> {
  readonly reading: Reading<T>;
  readonly onRetry: () => void;
  readonly children: (answer: T) => ReactNode;
}

/** What was read, or why it cannot be shown. */
export function Read<T>({ reading, onRetry, children }: ReadProps<T>) {
  if (reading.kind === "loading") return <PageLoading />;
  if ("refusal" in reading) return <Refused refusal={reading.refusal} onRetry={onRetry} />;
  return children(reading.answer);
}

/** Says why, and what the smallest policy would be. */
export function Refused({ refusal, onRetry }: { readonly refusal: Refusal; readonly onRetry: () => void }) {
  const { app, answer } = useMessages();
  const words = useWords(accessWords);
  const { isDenied, code, message, diagnosis } = refusal;
  return (
    <PageNote icon={isDenied ? <IconLock /> : <IconAlertTriangle />}>
      <div role="alert">
        <p>
          <strong>{isDenied ? words.denied : code && words.refused(code)}</strong>
        </p>
        <p>
          <Diagnosis text={diagnosis ?? message} />
        </p>
      </div>
      {code && <Link href={`/troubleshoot?q=${encodeURIComponent(code)}`}>{answer.why}</Link>}
      <Button variant="default" onClick={onRetry}>
        {app.tryAgain}
      </Button>
    </PageNote>
  );
}
