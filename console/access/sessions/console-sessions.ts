import { askDoor } from "../../session/session-api.ts";

/** Somebody who is signed in at the console. Times are epoch milliseconds. */
export interface ConsoleSession {
  readonly sessionId: string;
  readonly isThis: boolean;
  /** Absent for the account's root. */
  readonly userName?: string;
  /** Absent after a sign-in by password. */
  readonly accessKeyId?: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly signedInAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

export async function readConsoleSessions(): Promise<readonly ConsoleSession[]> {
  const { sessions } = await askDoor<{ readonly sessions: readonly ConsoleSession[] }>("/session/list");
  return sessions;
}

export const endConsoleSession = (sessionId: string, csrfToken: string): Promise<unknown> =>
  askDoor("/session/end", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Medialoft-Csrf": csrfToken },
    body: JSON.stringify({ sessionId }),
  });

const systems = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X|Macintosh/],
  ["ChromeOS", /CrOS/],
  ["Linux", /Linux/],
] as const;

/** The order matters: most say that they are Safari, too. */
const browsers = [
  ["Edge", /Edg(?:e|A|iOS)?\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ["Safari", /Version\/(\d+)[\d.]* .*Safari/],
] as const;

/** What a browser says of itself, as people call it; the beginning of its own words when it is none of the usual ones. */
export function nameBrowser(userAgent: string): string {
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return [`${name} ${version}`, system].filter(Boolean).join(", ");
  }
  return userAgent.slice(0, 40);
}
