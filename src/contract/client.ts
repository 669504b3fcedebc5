import type { Language } from "./language.ts";

/** Where a request came from. */
export interface Client {
  /** An IP address: IPv4 always as IPv4, IPv6 in its shortest form, without a zone. Empty when the connection is gone already. */
  readonly address: string;
  /** What the client itself spoke, also when a proxy spoke something else to us. */
  readonly protocol: "http" | "https";
  /** What its sender wants to be told things in; English when absent. */
  readonly language?: Language;
}
