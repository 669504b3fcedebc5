/** Why a request is refused before any of the doors has read it. */
export interface Fault {
  readonly kind: "malformed" | "too-large" | "too-slow" | "tunnel";
  /** What is wrong, in plain words. */
  readonly sentence: string;
}

/** An answer that needs no more than the status, headers and body in it. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
