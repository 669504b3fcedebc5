import { useEffect, useRef, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import { useSession } from "../session/session.tsx";
import type { Call } from "../session/session-api.ts";
import { type CallOptions, withOptions } from "./call-options.ts";
import { parseAnswer } from "./parse-answer.ts";
import {
  findRefusal,
  isRefused,
  isUnanswered,
  type ObjectRefusal,
  openUpload,
  type Uploading,
  type UploadPlace,
} from "./upload-file.ts";
import { type CallState, describeFailure } from "./use-call.ts";
import { explorerWords } from "./words.ts";

export type UploadState =
  | { readonly kind: "none"; readonly isCancelled?: boolean }
  | { readonly kind: "asking" }
  | { readonly kind: "sending"; readonly percent: number; readonly isPausing: boolean }
  | { readonly kind: "paused"; readonly percent: number }
  | {
      readonly kind: "failed";
      readonly sentence: string;
      /** Where it was the object address that refused. */
      readonly refusal?: ObjectRefusal | undefined;
      /** How much has arrived, where it can go on. */
      readonly percent?: number;
    }
  | { readonly kind: "done"; readonly fileUrl: string; readonly mediaType: string };

interface UploadOptions {
  readonly options: CallOptions;
  /** Makes the call that asks for a place, where it is the page's own call. */
  readonly make: ((call: Call) => Promise<CallState>) | undefined;
  readonly onAsk: (extension: string) => void;
  readonly onDone: (fileUrl: string, mediaType: string) => void;
}

interface Work {
  readonly uploading: Uploading;
  readonly place: UploadPlace;
  readonly mediaType: string;
  /** Of the whole, in percent. */
  reached: number;
}

/** Why there is no upload, for the person at the screen. */
class UploadRefusal extends Error {}

/** Asks for a place for a file, and sends it there. */
export function useUpload({ options, make, onAsk, onDone }: UploadOptions) {
  const words = useWords(explorerWords);
  const ask = useAsk(options);
  const [state, setState] = useState<UploadState>({ kind: "none" });
  const work = useRef<Work>(undefined);
  useEffect(() => () => work.current?.uploading.pause(), []);
  const fail = (error: unknown) => setState(toFailed(error, work.current?.reached, words.upload.unreachable));

  const send = async (current: Work) => {
    // Of an upload that was cancelled meanwhile nothing more is shown.
    const show = (shown: UploadState): boolean => {
      const isWanted = work.current === current;
      if (isWanted) setState(shown);
      return isWanted;
    };
    try {
      const outcome = await sendRenewing(current, show, () => ask(renewalOf(current.place)));
      if (outcome === "paused") return void show({ kind: "paused", percent: current.reached });
      const { FileURL } = current.place;
      if (!show({ kind: "done", fileUrl: FileURL, mediaType: current.mediaType })) return;
      work.current = undefined;
      onDone(FileURL, current.mediaType);
    } catch (error) {
      show(toFailed(error, current.reached, words.upload.unreachable));
    }
  };

  const start = async (file: File) => {
    work.current = undefined;
    if (file.size === 0) return fail(new UploadRefusal(words.upload.empty));
    setState({ kind: "asking" });
    const extension = file.name.split(".").at(-1) ?? "";
    onAsk(extension);
    try {
      const asked = { product: "ICE", action: "CreateYikeAssetUpload", parameters: { FileExt: extension } };
      const place = make ? toPlace(await make(asked)) : await ask(asked);
      work.current = { uploading: await openUpload(place, file), place, mediaType: mediaTypeOf(file), reached: 0 };
    } catch (error) {
      return fail(error);
    }
    await send(work.current);
  };
  const pause = () => {
    work.current?.uploading.pause();
    setState((now) => (now.kind === "sending" ? { ...now, isPausing: true } : now));
  };
  const resume = () => {
    if (work.current) void send(work.current);
  };
  const cancel = () => {
    // Whether it can be thrown away now or later does not matter to anybody who cancels.
    void work.current?.uploading.discard().catch(() => {});
    work.current = undefined;
    setState({ kind: "none", isCancelled: true });
  };
  return { state, start, pause, resume, cancel };
}

/** Makes a call that answers where to upload. */
function useAsk(options: CallOptions) {
  const { app } = useMessages();
  const { call } = useSession();
  return async (asked: Call): Promise<UploadPlace> => {
    const made = call(withOptions(asked, { ...options, format: "json" })).then(
      (answer) => ({ kind: "answered", answer }) as const,
      (error: unknown) => ({ kind: "failed", sentence: describeFailure(error, app.failed) }) as const,
    );
    return toPlace(await made);
  };
}

function toPlace(made: CallState): UploadPlace {
  if (made.kind === "failed") throw new UploadRefusal(made.sentence);
  if (made.kind !== "answered") throw new Error("Another call is on its way.");
  const { value, error } = parseAnswer(made.answer);
  if (error) throw new UploadRefusal(error.diagnosis ?? error.message);
  return value as UploadPlace;
}

/** @param reached how much has arrived, where it can go on. */
function toFailed(error: unknown, reached: number | undefined, unreachable: string): UploadState {
  const said = error instanceof Error ? error.message : String(error);
  const refusal = findRefusal(error);
  const sentence = isUnanswered(error) ? unreachable : (refusal?.diagnosis ?? said);
  return { kind: "failed", sentence, refusal, ...(reached !== undefined && { percent: reached }) };
}

const renewalOf = ({ FileURL }: UploadPlace): Call => ({
  product: "Medialoft",
  action: "RefreshAssetUpload",
  parameters: { FileURL },
});

/** A credential that has ended is renewed, then the upload goes on where it was: until nothing has arrived with a new one. */
async function sendRenewing(
  work: Work,
  show: (state: UploadState) => unknown,
  askAgain: () => Promise<Pick<UploadPlace, "UploadAuth">>,
): Promise<"done" | "paused"> {
  let arrived = 0;
  let arrivedBefore = -1;
  const showProgress = (part: number) => {
    arrived = Math.max(arrived, part);
    work.reached = Math.max(work.reached, Math.round(part * 100));
    show({ kind: "sending", percent: work.reached, isPausing: false });
  };
  showProgress(0);
  for (;;) {
    try {
      return await work.uploading.go(showProgress);
    } catch (error) {
      if (!isRefused(error) || arrived <= arrivedBefore) throw error;
      arrivedBefore = arrived;
      work.uploading.renew((await askAgain()).UploadAuth);
    }
  }
}

/** As RegisterYikeAssetMediaInfo spells it; empty for what the browser does not know. */
function mediaTypeOf({ type }: File): string {
  const [kind = ""] = type.split("/");
  return ["image", "video", "audio"].includes(kind) ? kind : "";
}
