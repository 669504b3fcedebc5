import type { Client } from "../contract/client.ts";

/** The common condition keys that every call has, whoever makes it. */
export const callConditions = ({ address, protocol }: Client, now: number) => ({
  "acs:SourceIp": address,
  "acs:CurrentTime": new Date(now).toISOString(),
  "acs:SecureTransport": String(protocol === "https"),
  /** Signed calls are made with AccessKeys, which ask for no second factor. */
  "acs:MFAPresent": "false",
});
