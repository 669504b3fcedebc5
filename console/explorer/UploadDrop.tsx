import { Button } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { lazy, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { LateOver } from "../pages/Late.tsx";
import { useSession } from "../session/session.tsx";
import type { Call } from "../session/session-api.ts";
import { type CallOptions, isNamed } from "./call-options.ts";
import { UploadOutcome } from "./UploadOutcome.tsx";
import styles from "./upload.module.css";
import type { UploadTarget } from "./upload-targets.ts";
import type { CallState } from "./use-call.ts";
import { type UploadState, useUpload } from "./use-upload.ts";
import { explorerWords } from "./words.ts";

/** Loaded with the first upload. */
const LeaveGuard = lazy(() => import("../access/parts/LeaveGuard.tsx").then((m) => ({ default: m.LeaveGuard })));

interface UploadDropProps {
  readonly target: UploadTarget;
  readonly options: CallOptions;
  readonly set: (name: string, value: string) => void;
  readonly make: (call: Call) => Promise<CallState>;
}

/** Where a file can be dropped: it is uploaded, and the form filled in. */
export function UploadDrop({ target, options, set, make }: UploadDropProps) {
  const { upload } = useMessages();
  const words = useWords(explorerWords);
  const { status } = useSession();
  const [path] = useLocation();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isAsking = target.role === "asks";
  const { state, start, ...steps } = useUpload({
    options,
    make: isAsking ? make : undefined,
    onAsk: (extension) => isAsking && set("FileExt", extension),
    onDone: (fileUrl, mediaType) => {
      if (isAsking) return;
      set("InputURL", fileUrl);
      set("MediaType", mediaType);
    },
  });
  useStrayDrops();
  const isBusy = state.kind === "asking" || state.kind === "sending" || state.kind === "paused";
  const isOpen = status === "in" && isNamed(options) && !isBusy;
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && isOpen) void start(file);
  };
  return (
    <section
      className={styles.drop}
      data-over={isOver && isOpen}
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
        hidden
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
      <Button variant="default" size="xs" disabled={!isOpen} onClick={() => input.current?.click()}>
        {upload.choose}
      </Button>
      <UploadOutcome state={state} steps={steps} withLink={isAsking} />
      {isUnfinished(state) && (
        <LateOver>
          <LeaveGuard isChanged home={path} onLeave={steps.cancel} words={words.upload.leaving} />
        </LateOver>
      )}
    </section>
  );
}

/** It would be lost with the page, or goes on from where it failed. */
const isUnfinished = (state: UploadState): boolean =>
  state.kind === "failed" ? state.percent !== undefined : state.kind !== "none" && state.kind !== "done";

/** A file that misses the place for it does nothing, where the browser would open it instead of the page. */
function useStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    addEventListener("dragover", refuse);
    addEventListener("drop", refuse);
    return () => {
      removeEventListener("dragover", refuse);
      removeEventListener("drop", refuse);
    };
  }, []);
}
