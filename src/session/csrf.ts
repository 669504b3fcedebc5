import { createHmac } from "node:crypto";
import type { SecretBox } from "../identity/secret-box.ts";
import { sameText } from "../signing/hashes.ts";
import { SessionError, type SessionRequest } from "./request.ts";
import type { OpenConsole } from "./session-keeper.ts";

const header = "x-medialoft-csrf";

/** Of who is not signed in: no secret, but a header that no other site can send without asking. */
const beforeSignIn = "before-sign-in";

/** A text that only the console's own page knows, since only it can read what GET /session answers. */
export class CsrfTokens {
  readonly #key: Buffer;

  constructor(box: SecretBox) {
    this.#key = box.derive("console csrf tokens");
  }

  tokenOf(session: Pick<OpenConsole, "sessionId"> | undefined): string {
    return session ? createHmac("sha256", this.#key).update(session.sessionId).digest("base64url") : beforeSignIn;
  }

  /** Who signs in while he is signed in may not know it yet. */
  check({ headers, path }: SessionRequest, session: OpenConsole | undefined): void {
    const sent = headers[header];
    const isKnown = typeof sent === "string" && sameText(sent, this.tokenOf(session));
    if (isKnown || (path === "/session/sign-in" && sent === beforeSignIn)) return;
    throw new SessionError("CsrfTokenMissing", `The header ${header} must carry the csrfToken of GET /session.`);
  }
}
