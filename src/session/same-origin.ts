import { SessionError, type SessionRequest } from "./request.ts";

type Sent = Pick<SessionRequest, "method" | "headers" | "origin">;

/**
 * Refuses what a page of another origin has sent, also of another port of the same host: browsers count that as the same site
 * and send the cookie along. A browser says where a request comes from; who is not a browser has no cookie to be misused.
 */
export function checkOrigin({ method, headers, origin }: Sent): void {
  const site = headers["sec-fetch-site"];
  const isTyped = site === "none" && method === "GET";
  if (site !== undefined && site !== "same-origin" && !isTyped) throw refusal(`Sec-Fetch-Site: ${String(site)}`);
  if (headers.origin !== undefined && headers.origin !== origin)
    throw refusal(`Origin: ${headers.origin.slice(0, 200)}`);
}

const refusal = (seen: string): SessionError =>
  new SessionError(
    "CrossSite",
    `This request came from another site than the console's own (${seen}). If a proxy stands before the server, it must pass Host on unchanged and be named in MEDIALOFT_TRUSTED_PROXIES.`,
  );
