import type { IncomingMessage, ServerResponse } from "node:http";
import { actionCatalogue } from "./action-catalogue.ts";
import type { Background } from "./background.ts";
import { announcedAddresses, listeningNames } from "./config/addresses.ts";
import { placeAt } from "./config/origins.ts";
import type { Config } from "./config.ts";
import { newestVersion } from "./database/migrate.ts";
import { createApiPort, refuseCall } from "./http/api-port.ts";
import { createClientReader } from "./http/client-address.ts";
import { ConsoleFiles, consoleFolder } from "./http/console-files.ts";
import { Documents } from "./http/documents.ts";
import { createHealth, type Health } from "./http/health.ts";
import { listen } from "./http/listen.ts";
import { Metrics } from "./http/metrics.ts";
import { createOriginReader, hostOf } from "./http/own-hosts.ts";
import { countSoftAccounts } from "./identity/account-settings.ts";
import { Accounts } from "./identity/accounts.ts";
import { nameDecision } from "./identity/audit-log.ts";
import { createKeyRing, type KeyRing } from "./identity/key-ring.ts";
import { NonceMemory } from "./identity/nonces.ts";
import { ObjectUrlKeys } from "./identity/object-urls.ts";
import { PolicySets } from "./identity/policy-sets.ts";
import { readUsage } from "./library/usage.ts";
import type { OpenStore } from "./open-store.ts";
import type { SystemFacts } from "./operations/context.ts";
import { operations } from "./operations/index.gen.ts";
import { createObjectDoor } from "./oss/pipeline.ts";
import { refuseRequest } from "./oss/respond.ts";
import type { AnsweredCall } from "./rpc/answer-with.ts";
import { Throttle } from "./rpc/throttle.ts";
import { createSessionDoor } from "./session/door.ts";
import { ObjectTotals } from "./storage/object-totals.ts";

export interface Doors extends AsyncDisposable {
  readonly apiUrl: string;
  readonly objectUrl: string;
  readonly warnings: readonly string[];
}

/** A call carries at most 1 MiB. */
const callTimeoutMs = 60_000;

type Names = ReturnType<typeof nameHosts>;

/** Listens on both ports. A request that arrives before everything stands finds its handler a moment later. */
export async function openDoors(
  config: Config,
  opened: OpenStore,
  background: Background,
  now: () => number,
): Promise<Doors> {
  await using stack = new AsyncDisposableStack();
  const { promise: ready, resolve } = Promise.withResolvers<ReturnType<typeof createHandlers>>();
  const tls = config.tlsCert && config.tlsKey ? { cert: config.tlsCert, key: config.tlsKey } : undefined;
  const onFailure = (error: unknown) => background.report("a request failed", { error: String(error) });
  const common = { host: config.host, tls, onFailure };
  const api = stack.use(
    await listen(async (request, response) => (await ready).api(request, response), undefined, {
      ...common,
      port: config.apiPort,
      requestTimeoutMs: callTimeoutMs,
      refuse: async (fault) => refuseCall(fault, (await ready).apiUrl),
      setting: "MEDIALOFT_API_PORT",
    }),
  );
  const object = stack.use(
    await listen(
      async (request, response) => (await ready).object(request, response),
      async (request, response) => (await ready).object(request, response, true),
      {
        ...common,
        port: config.objectPort,
        requestTimeoutMs: 0,
        refuse: async (fault, method) => refuseRequest(fault, method),
        setting: "MEDIALOFT_OBJECT_PORT",
      },
    ),
  );
  const addresses = announcedAddresses(config, { api: api.port, object: object.port });
  const names = nameHosts(config, addresses, { api: api.port, object: object.port });
  background.doorsOpened(names.ownDoors);
  resolve(createHandlers(config, opened, { background, names, now }));
  stack.move();
  // Both at once: what runs on one may not keep the other open.
  const end = async () => void (await Promise.all([api, object].map((port) => port[Symbol.asyncDispose]())));
  return { ...addresses, [Symbol.asyncDispose]: end };
}

/** Under which names clients know the two ports. */
function nameHosts(
  config: Config,
  { apiUrl, objectUrl }: { readonly apiUrl: string; readonly objectUrl: string },
  ports: { readonly api: number; readonly object: number },
) {
  const listening = listeningNames(config);
  const apiPlaces = listening.map((name) => `${name}:${ports.api}`);
  const browserHosts = [`${config.host.toLowerCase()}:${ports.api}`, ...(config.consoleHosts ?? [])];
  const objectHosts = new Set([
    hostOf(objectUrl),
    ...listening.map((name) => `${name}:${ports.object}`),
    ...(config.objectHosts ?? []),
  ]);
  // With its port, since the objects may have the same name under the other scheme.
  const ownDoors = { apiHosts: new Set([placeAt(apiUrl), ...apiPlaces, ...browserHosts]), objectHosts, ports };
  return { apiUrl, objectUrl, apiHosts: [hostOf(apiUrl), ...apiPlaces], browserHosts, objectHosts, ownDoors };
}

interface HandlerParts {
  readonly background: Background;
  readonly names: Names;
  readonly now: () => number;
}

interface HandlerContext extends HandlerParts, Pick<OpenStore, "db" | "store" | "box"> {
  readonly config: Config;
  readonly health: Health;
  readonly keys: KeyRing;
  readonly objectUrls: ObjectUrlKeys;
  readonly policySets: PolicySets;
  readonly metrics: Metrics;
  readonly clientOf: ReturnType<typeof createClientReader>;
}

function createHandlers(config: Config, { db, store, box, fence }: OpenStore, parts: HandlerParts) {
  const objectUrls = new ObjectUrlKeys(box);
  const health = createHealth({
    db,
    disk: store.disk,
    fence,
    media: parts.background.media,
    mode: config.mode,
    softAccounts: () => countSoftAccounts(db.read),
    report: parts.background.report,
  });
  const context: HandlerContext = {
    ...parts,
    config,
    db,
    store,
    box,
    health,
    objectUrls,
    keys: createKeyRing({ read: db.read, box, objectUrls, alone: db.dialect === "sqlite" }),
    policySets: new PolicySets(db.read),
    metrics: new Metrics(),
    clientOf: createClientReader(config.trustedProxies ?? []),
  };
  return { apiUrl: parts.names.apiUrl, api: createApi(context), object: createObject(context) };
}

function createApi(context: HandlerContext) {
  const { config, db, box, health, background, names, metrics, clientOf, now } = context;
  const { mode } = config;
  const { apiUrl: publicApiUrl, objectUrl: publicObjectUrl } = names;
  const rpc = createCallParts(context);
  return createApiPort({
    rpc,
    clientOf,
    publicApiUrl,
    publicObjectUrl,
    mode,
    health,
    session: createSessionDoor({
      db,
      box,
      rpc,
      idleMs: config.sessionIdleMs,
      now,
      log: background.report,
      onSignIn: (outcome) => metrics.countSignIn(outcome),
    }),
    consoleFiles: new ConsoleFiles(consoleFolder(), publicObjectUrl),
    documents: new Documents({ operations, apiUrl: publicApiUrl, region: config.region }),
    originOf: createOriginReader({ publicApiUrl, names: names.browserHosts }),
    metrics: { metrics, db, mode, now, networks: config.metricsNetworks ?? [] },
  });
}

function createCallParts({
  config,
  db,
  store,
  box,
  health,
  keys,
  objectUrls,
  policySets,
  metrics,
  background,
  names,
  now,
}: HandlerContext) {
  const { media, lastUsed, auditLog, report } = background;
  const operationParts = {
    box,
    keys,
    lastUsed,
    objectUrls,
    auditLog,
    policySets,
    catalogue: actionCatalogue,
    urlRules: { ...names.ownDoors, allowPrivateFetch: config.allowPrivateFetch ?? [] },
    publicObjectUrl: names.objectUrl,
    region: config.region,
    credentialLifeMs: config.credentialLifeSeconds * 1000,
    extraOperators: config.extraOperators,
    system: createSystemFacts({ db, store, health, now }),
    removeBlobs: (blobIds: readonly string[]) => store.disk.removeBlobs(blobIds),
  };
  return {
    db,
    auditLog,
    policySets,
    catalogue: actionCatalogue,
    region: config.region,
    keys,
    nonces: new NonceMemory(config.clockWindowMs),
    lastUsed,
    clockWindowMs: config.clockWindowMs,
    ownHosts: names.apiHosts,
    operationParts,
    publicApiUrl: names.apiUrl,
    throttle: config.throttle ? new Throttle() : undefined,
    now,
    onWrite: (operation: string) => (operation === "CreateYikeAssetUpload" ? media.warm() : background.wake()),
    onAnswer: ({ found, status, durationMs, recorded: { verdict } }: AnsweredCall) =>
      metrics.countCall({ found, status, durationMs, decision: (verdict && nameDecision(verdict)) ?? undefined }),
    log: report,
  };
}

type SystemParts = Pick<HandlerContext, "db" | "store" | "health" | "now">;

function createSystemFacts({ db, store, health, now }: SystemParts): SystemFacts {
  const totals = new ObjectTotals(db.read, now);
  return {
    usage: (owner) => readUsage(db.read, totals, owner),
    health: () => health.report(),
    freeBytes: () => store.disk.freeBytes(),
    schemaVersion: newestVersion,
  };
}

function createObject({
  config,
  db,
  store,
  keys,
  policySets,
  metrics,
  background,
  names,
  clientOf,
  now,
}: HandlerContext) {
  const { media, lastUsed, auditLog, report } = background;
  const door = createObjectDoor({
    keys,
    lastUsed,
    accounts: new Accounts(db.read),
    store,
    settings: {
      ownHosts: names.objectHosts,
      publicObjectUrl: names.objectUrl,
      region: config.region,
      maxUploadBytes: config.maxUploadBytes,
      clockWindowMs: config.clockWindowMs,
    },
    now,
    clientOf,
    auditLog,
    policySets,
    catalogue: actionCatalogue,
    log: report,
    onUpload: () => media.warm(),
  });
  return async (request: IncomingMessage, response: ServerResponse, expectsContinue?: boolean): Promise<void> => {
    const began = performance.now();
    await door(request, response, expectsContinue);
    metrics.countObjectRequest(request.method, response.statusCode, performance.now() - began);
  };
}
