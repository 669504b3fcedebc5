import type { Database } from "../database/connect.ts";
import type { SecretBox } from "../identity/secret-box.ts";
import { tellError, tellSentence } from "../reference/chinese/tell-error.ts";
import type { RpcDoorParts } from "../rpc/pipeline.ts";
import { toApiError } from "../rpc/to-api-error.ts";
import { answerConsoleCall } from "./call.ts";
import { checkCall } from "./check.ts";
import { clearCookie, readCookie, setCookie } from "./cookie.ts";
import { CsrfTokens } from "./csrf.ts";
import { describeSession, endSession, listSessions } from "./own-sessions.ts";
import {
  parseObject,
  readJsonBody,
  readText,
  type SessionAnswer,
  SessionError,
  type SessionRequest,
} from "./request.ts";
import { checkOrigin } from "./same-origin.ts";
import { type OpenConsole, SessionKeeper } from "./session-keeper.ts";
import { type SignInParts, signIn } from "./sign-in.ts";
import { PasswordGate, SignInThrottle } from "./throttle.ts";

export interface SessionDoorParts {
  readonly db: Database;
  readonly box: SecretBox;
  readonly rpc: RpcDoorParts;
  /** How long a session lasts in which nothing is asked. */
  readonly idleMs: number;
  readonly now: () => number;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Called with the outcome of each attempt to sign in: for counting. */
  readonly onSignIn: (outcome: string) => void;
}

/** What each route gets to answer with. */
interface Exchange {
  readonly request: SessionRequest;
  readonly isSecure: boolean;
  readonly now: number;
  /** Of who is signed in. */
  readonly session: OpenConsole | undefined;
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

interface Route {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  /** Answers also who is not signed in. */
  readonly open?: true;
  answer(exchange: Exchange, door: Door): Promise<Reply>;
}

interface Door {
  readonly parts: SessionDoorParts;
  readonly keeper: SessionKeeper;
  readonly csrf: CsrfTokens;
  readonly signInParts: SignInParts;
}

const routes: readonly Route[] = [
  { method: "GET", path: /^\/session$/, open: true, answer: tellSession },
  { method: "POST", path: /^\/session\/sign-in$/, open: true, answer: answerSignIn },
  { method: "POST", path: /^\/session\/sign-out$/, answer: answerSignOut },
  { method: "GET", path: /^\/session\/list$/, answer: answerList },
  { method: "POST", path: /^\/session\/end$/, answer: answerEnd },
  { method: "GET", path: /^\/session\/check$/, answer: answerCheck },
  { method: "POST", path: /^\/session\/call\/[A-Za-z]+\/[A-Za-z]+$/, answer: answerCall },
];

/** The console's door: a browser signs in, and calls without signing. */
export function createSessionDoor(parts: SessionDoorParts): (request: SessionRequest) => Promise<SessionAnswer> {
  const { keys } = parts.rpc;
  const door: Door = {
    parts,
    keeper: new SessionKeeper(parts),
    csrf: new CsrfTokens(parts.box),
    signInParts: { db: parts.db, keys, gate: new PasswordGate(), throttle: new SignInThrottle() },
  };
  return async (request) => {
    try {
      return send(request, await answer(request, door));
    } catch (cause) {
      return sendError(request, cause, parts);
    }
  };
}

/** What happens to a request, in this order. */
async function answer(request: SessionRequest, door: Door): Promise<Reply> {
  checkOrigin(request);
  const route = findRoute(request);
  const isSecure = request.origin.startsWith("https:");
  const now = door.parts.now();
  const session = await door.keeper.find(readCookie(request.headers.cookie, isSecure), now);
  if (!session && !route.open) throw new SessionError("NotSignedIn", "Nobody is signed in, or the session is over.");
  if (route.method === "POST") door.csrf.check(request, session);
  return route.answer({ request, isSecure, now, session }, door);
}

function findRoute({ method, path }: SessionRequest): Route {
  const here = routes.filter((route) => route.path.test(path));
  const route = here.find((one) => one.method === method);
  if (route) return route;
  if (here.length === 0) throw new SessionError("NotFound", "The console's door has nothing at this address.");
  throw new SessionError("WrongMethod", `This is asked with ${here[0]?.method}.`, { Allow: here[0]?.method ?? "" });
}

async function tellSession({ session }: Exchange, { csrf, parts }: Door): Promise<Reply> {
  const csrfToken = csrf.tokenOf(session);
  if (!session) return { body: { signedIn: false, csrfToken } };
  return { body: { signedIn: true, csrfToken, ...(await describeSession(session, parts)) } };
}

/** Whoever signs in gets a new cookie, and the session of the one that was sent is over. */
async function answerSignIn(
  { request, isSecure, now, session }: Exchange,
  { parts, signInParts, keeper, csrf }: Door,
): Promise<Reply> {
  const userAgent = request.headers["user-agent"] ?? "";
  const asked = { fields: readJsonBody(request), client: request.client, userAgent, now };
  const secret = await signIn(asked, signInParts).catch((error: unknown) => {
    parts.onSignIn(error instanceof SessionError ? error.code : "Failed");
    throw error;
  });
  parts.onSignIn("SignedIn");
  if (session) await keeper.end(session);
  const opened = await keeper.find(secret, now);
  if (!opened) throw new SessionError("WrongCredentials", "What was shown has just been changed. Sign in again.");
  return {
    headers: { "Set-Cookie": setCookie(secret, isSecure) },
    body: { signedIn: true, csrfToken: csrf.tokenOf(opened), ...(await describeSession(opened, parts)) },
  };
}

async function answerSignOut({ session, isSecure }: Exchange, { keeper, csrf }: Door): Promise<Reply> {
  if (session) await keeper.end(session);
  return {
    headers: { "Set-Cookie": clearCookie(isSecure) },
    body: { signedIn: false, csrfToken: csrf.tokenOf(undefined) },
  };
}

async function answerList({ session, now }: Exchange, { parts }: Door): Promise<Reply> {
  return { body: { sessions: session ? await listSessions(parts.db.read, session, now) : [] } };
}

async function answerEnd({ request, session }: Exchange, { parts }: Door): Promise<Reply> {
  const sessionId = readText(readJsonBody(request), "sessionId") ?? "";
  if (!session || !(await endSession(parts.db, session, sessionId))) {
    throw new SessionError("NotFound", "There is no such session among those that you may end.");
  }
  parts.rpc.keys.forget();
  return { body: { ended: sessionId } };
}

async function answerCheck({ request, session }: Exchange, { parts }: Door): Promise<Reply> {
  if (!session) throw new Error("Only for who is signed in.");
  const { query } = request;
  const parameters = parseObject(query.get("parameters") ?? "{}");
  if (!parameters) throw new SessionError("BadRequest", "parameters must be one JSON object.");
  const [product, action] = [query.get("product") ?? "", query.get("action") ?? ""];
  const as = { user: query.get("user") ?? undefined, role: query.get("role") ?? undefined };
  return { body: await checkCall({ request, caller: session.caller, product, action, parameters, as }, parts.rpc) };
}

async function answerCall({ request, session }: Exchange, { parts }: Door): Promise<Reply> {
  if (!session) throw new Error("Only for who is signed in.");
  const [, , , product = "", action = ""] = request.path.split("/");
  const fields = readJsonBody(request);
  return { body: await answerConsoleCall({ request, caller: session.caller, product, action, fields }, parts.rpc) };
}

function send({ requestId }: SessionRequest, { status = 200, headers = {}, body }: Reply): SessionAnswer {
  return { status, headers, body: JSON.stringify({ requestId, ...body }) };
}

function sendError(request: SessionRequest, cause: unknown, { log }: SessionDoorParts): SessionAnswer {
  const { requestId, client } = request;
  if (cause instanceof SessionError) {
    const { code, status, headers } = cause;
    return send(request, { status, headers, body: { code, message: tellSentence(cause.message, client.language) } });
  }
  const report = (details: object) =>
    log("a request of the console failed", { requestId, client: client.address, ...details });
  const error = toApiError(cause, report);
  const { status, code, message } = error;
  return send(request, { status, body: { code, message, diagnosis: tellError(error, client.language) } });
}
