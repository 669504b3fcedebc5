/** Over https the name makes browsers refuse a cookie that another host or a plain page has set. */
const cookieName = (isSecure: boolean): string => (isSecure ? "__Host-medialoft" : "medialoft");

const secretPattern = /^[A-Za-z0-9_-]{43}$/;

/** What the cookie holds. Of two cookies of the name, one may be somebody else's: then none counts. */
export function readCookie(header: string | undefined, isSecure: boolean): string | undefined {
  const start = `${cookieName(isSecure)}=`;
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start))
    .map((pair) => pair.slice(start.length));
  const [value] = values;
  return values.length === 1 && value !== undefined && secretPattern.test(value) ? value : undefined;
}

const attributes = (isSecure: boolean): string => `Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;

/** Without a time of its own: it goes when the browser is closed, and the server knows when it is over. */
export const setCookie = (secret: string, isSecure: boolean): string =>
  `${cookieName(isSecure)}=${secret}; ${attributes(isSecure)}`;

export const clearCookie = (isSecure: boolean): string =>
  `${cookieName(isSecure)}=; ${attributes(isSecure)}; Max-Age=0`;
