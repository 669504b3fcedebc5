import { Button, Progress } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { explorerPath } from "../operations/operations.tsx";
import { useSession } from "../session/session.tsx";
import type { Call, CallAnswer } from "../session/session-api.ts";
import { toFragment } from "./parameters.ts";
import styles from "./upload.module.css";
import type { UploadTarget } from "./upload-targets.ts";
import { type UploadState, useUpload } from "./use-upload.ts";

interface UploadDropProps {
  readonly target: UploadTarget;
  readonly set: (name: string, value: string) => void;
  readonly make: (call: Call) => Promise<CallAnswer | undefined>;
}

/** Where a file can be dropped: it is uploaded, and the form filled in. */
export function UploadDrop({ target, set, make }: UploadDropProps) {
  const { upload } = useMessages();
  const { status } = useSession();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isAsking = target.role === "asks";
  const { state, start, pause, resume } = useUpload({
    make: isAsking ? make : undefined,
    onAsk: (extension) => isAsking && set("FileExt", extension),
    onDone: (fileUrl, mediaType) => {
      if (isAsking) return;
      set("InputURL", fileUrl);
      set("MediaType", mediaType);
    },
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && status === "in") void start(file);
  };
  return (
    <section
      className={styles.drop}
      data-over={isOver}
      aria-label={upload.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={upload.choose}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          currentTarget.value = "";
        }}
      />
      <IconFileUpload className={styles.icon} size={26} stroke={1.5} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{upload.title}</p>
        <p className={styles.lead}>
          {status === "in" ? (isAsking ? upload.lead : upload.leadRegister) : upload.signIn}
        </p>
      </div>
      <Button variant="default" size="xs" disabled={status !== "in"} onClick={() => input.current?.click()}>
        {upload.choose}
      </Button>
      <Outcome state={state} onPause={pause} onResume={resume} withLink={isAsking} />
    </section>
  );
}

interface OutcomeProps {
  readonly state: UploadState;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly withLink: boolean;
}

function Outcome({ state, onPause, onResume, withLink }: OutcomeProps) {
  const { upload } = useMessages();
  if (state.kind === "none") return null;
  return (
    <div className={styles.outcome} aria-live="polite">
      {state.kind === "asking" && <p>{upload.asking}</p>}
      {state.kind === "failed" && <p className={styles.failed}>{state.sentence}</p>}
      {(state.kind === "sending" || state.kind === "paused") && (
        <div className={styles.sending}>
          <Progress value={state.percent} color="lamp" aria-label={upload.progress(state.percent)} />
          <span>{upload.progress(state.percent)}</span>
          <Button size="compact-xs" variant="default" onClick={state.kind === "paused" ? onResume : onPause}>
            {state.kind === "paused" ? upload.resume : upload.pause}
          </Button>
        </div>
      )}
      {state.kind === "done" && (
        <>
          <p>
            {upload.done} <code>{state.fileUrl}</code>
          </p>
          {withLink && <RegisterLink fileUrl={state.fileUrl} mediaType={state.mediaType} />}
        </>
      )}
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
