import { Button, Progress } from "@mantine/core";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { explorerPath } from "../operations/operations.tsx";
import { toFragment } from "./parameters.ts";
import styles from "./upload.module.css";
import type { UploadState } from "./use-upload.ts";
import { explorerWords } from "./words.ts";

interface UploadSteps {
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
}

interface UploadOutcomeProps {
  readonly state: UploadState;
  readonly steps: UploadSteps;
  /** To the page that registers what was uploaded. */
  readonly withLink: boolean;
}

/** How far an upload has come, and what can be done about it. */
export function UploadOutcome({ state, steps, withLink }: UploadOutcomeProps) {
  const { upload } = useMessages();
  const words = useWords(explorerWords);
  if (state.kind === "none" && !state.isCancelled) return null;
  return (
    <div className={styles.outcome}>
      <div aria-live="polite">
        {state.kind === "none" && <p className={styles.quiet}>{words.upload.cancelled}</p>}
        {state.kind === "asking" && <p className={styles.quiet}>{upload.asking}</p>}
        {state.kind === "paused" && <p className={styles.quiet}>{words.upload.paused(state.percent)}</p>}
        {state.kind === "done" && (
          <p>
            {upload.done} <code>{state.fileUrl}</code>
          </p>
        )}
      </div>
      {state.kind === "failed" && <Failed state={state} />}
      {"percent" in state && state.percent !== undefined && <Sending state={state} steps={steps} />}
      {state.kind === "done" && withLink && <RegisterLink fileUrl={state.fileUrl} mediaType={state.mediaType} />}
    </div>
  );
}

function Failed({ state }: { readonly state: UploadState & { readonly kind: "failed" } }) {
  const words = useWords(explorerWords);
  const { refusal } = state;
  return (
    <div role="alert">
      <p className={styles.failed}>{words.upload.failed(state.sentence)}</p>
      {refusal && (
        <p className={styles.quiet} lang="en">
          <code>{refusal.code}</code> {refusal.message}
        </p>
      )}
      {state.percent !== undefined && <p className={styles.quiet}>{words.upload.rest}</p>}
    </div>
  );
}

interface SendingProps {
  readonly state: UploadState & { readonly kind: "sending" | "paused" | "failed" };
  readonly steps: UploadSteps;
}

function Sending({ state, steps }: SendingProps) {
  const { upload } = useMessages();
  const words = useWords(explorerWords);
  const percent = state.percent ?? 0;
  return (
    <div className={styles.sending}>
      <Progress
        value={percent}
        color={state.kind === "failed" ? "ink" : "lamp"}
        aria-label={upload.progress(percent)}
      />
      <span>{percent} %</span>
      <div className={styles.steps}>
        {state.kind === "sending" ? (
          <Button size="compact-xs" variant="default" disabled={state.isPausing} onClick={steps.pause}>
            {state.isPausing ? words.upload.pausing : upload.pause}
          </Button>
        ) : (
          <Button size="compact-xs" variant="default" onClick={steps.resume}>
            {upload.resume}
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" onClick={steps.cancel}>
          {words.upload.cancel}
        </Button>
      </div>
    </div>
  );
}

function RegisterLink({ fileUrl, mediaType }: { readonly fileUrl: string; readonly mediaType: string }) {
  const { upload } = useMessages();
  const fragment = toFragment({ InputURL: fileUrl, MediaType: mediaType });
  return (
    <Button
      component={Link}
      href={`${explorerPath("ICE", "RegisterYikeAssetMediaInfo")}${fragment}`}
      size="xs"
      color="lamp"
    >
      {upload.register}
    </Button>
  );
}
