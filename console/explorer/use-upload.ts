import { useRef, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import type { Call, CallAnswer } from "../session/session-api.ts";
import { parseAnswer } from "./parse-answer.ts";
import { openUpload, type Uploading, type UploadPlace } from "./upload-file.ts";

export type UploadState =
  | { readonly kind: "none" }
  | { readonly kind: "asking" }
  | { readonly kind: "sending" | "paused"; readonly percent: number }
  | { readonly kind: "done"; readonly fileUrl: string; readonly mediaType: string }
  | { readonly kind: "failed"; readonly sentence: string };

interface UploadOptions {
  /** Makes the call that asks for a place, where it is the page's own call. */
  readonly make: ((call: Call) => Promise<CallAnswer | undefined>) | undefined;
  readonly onAsk: (extension: string) => void;
  readonly onDone: (fileUrl: string, mediaType: string) => void;
}

interface Work {
  readonly uploading: Uploading;
  readonly place: UploadPlace;
  readonly mediaType: string;
}

/** Asks for a place for a file, and sends it there. */
export function useUpload({ make, onAsk, onDone }: UploadOptions) {
  const { upload, app } = useMessages();
  const { call } = useSession();
  const [state, setState] = useState<UploadState>({ kind: "none" });
  const work = useRef<Work>(undefined);
  const fail = (sentence: string) => setState({ kind: "failed", sentence: `${upload.failed}. ${sentence}` });

  const send = async ({ uploading, place, mediaType }: Work, from: number) => {
    let percent = from;
    setState({ kind: "sending", percent });
    const outcome = await uploading.go((part) => {
      percent = Math.max(percent, Math.round(part * 100));
      setState({ kind: "sending", percent });
    });
    if (outcome === "paused") return setState({ kind: "paused", percent });
    setState({ kind: "done", fileUrl: place.FileURL, mediaType });
    onDone(place.FileURL, mediaType);
  };
  const guard = (steps: () => Promise<void>) =>
    steps().catch((error: unknown) => fail(error instanceof Error ? error.message : app.failed));

  const start = (file: File) =>
    guard(async () => {
      setState({ kind: "asking" });
      const extension = file.name.split(".").at(-1) ?? "";
      onAsk(extension);
      const asked = { product: "ICE", action: "CreateYikeAssetUpload", parameters: { FileExt: extension } };
      const answer = await (make ?? call)(asked);
      if (!answer) return setState({ kind: "none" });
      const { value, error } = parseAnswer(answer);
      if (error) return fail(error.diagnosis ?? error.message);
      const place = value as UploadPlace;
      work.current = { uploading: await openUpload(place, file), place, mediaType: mediaTypeOf(file) };
      await send(work.current, 0);
    });
  const pause = () => work.current?.uploading.cancel();
  const resume = () =>
    guard(async () => {
      if (work.current && state.kind === "paused") await send(work.current, state.percent);
    });
  return { state, start, pause, resume };
}

/** As RegisterYikeAssetMediaInfo spells it; empty for what the browser does not know. */
function mediaTypeOf({ type }: File): string {
  const [kind = ""] = type.split("/");
  return ["image", "video", "audio"].includes(kind) ? kind : "";
}
