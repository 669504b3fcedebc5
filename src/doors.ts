import type { Background } from "./background.ts";
import { announcedAddresses } from "./config/addresses.ts";
import type { Config } from "./config.ts";
import { createApiPort, refuseCall } from "./http/api-port.ts";
import { createClientReader } from "./http/client-address.ts";
import { createHealth } from "./http/health.ts";
import { listen } from "./http/listen.ts";
import { countSoftAccounts } from "./identity/account-settings.ts";
import { Accounts } from "./identity/accounts.ts";
import { createKeyRing } from "./identity/key-ring.ts";
import { NonceMemory } from "./identity/nonces.ts";
import { ObjectUrlKeys } from "./identity/object-urls.ts";
import { PolicySets } from "./identity/policy-sets.ts";
import type { OpenStore } from "./open-store.ts";
import { operations } from "./operations/index.gen.ts";
import { objectActions } from "./oss/actions.ts";
import { createObjectDoor } from "./oss/pipeline.ts";
import { refuseRequest } from "./oss/respond.ts";
import { Throttle } from "./rpc/throttle.ts";

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
  resolve(createHandlers(config, opened, { background, names, now }));
  const owned = stack.move();
  return { ...addresses, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const hostOf = (url: string): string => url.replace(/^https?:\/\//, "").toLowerCase();
const localNames = ["127.0.0.1", "localhost", "[::1]"];

/** Under which names clients know the two ports. */
function nameHosts(
  config: Config,
  { apiUrl, objectUrl }: { readonly apiUrl: string; readonly objectUrl: string },
  ports: { readonly api: number; readonly object: number },
) {
  return {
    apiUrl,
    objectUrl,
    apiHosts: [hostOf(apiUrl), ...localNames.map((name) => `${name}:${ports.api}`)],
    objectHosts: new Set([
      hostOf(objectUrl),
      ...localNames.map((name) => `${name}:${ports.object}`),
      ...(config.objectHosts ?? []),
    ]),
  };
}

interface HandlerParts {
  readonly background: Background;
  readonly names: Names;
  readonly now: () => number;
}

/** Every action that policies can speak of. */
const catalogue = [...operations.flatMap(({ permissions }) => permissions), ...objectActions];

function createHandlers(
  config: Config,
  { db, store, box, fence }: OpenStore,
  { background, names, now }: HandlerParts,
) {
  const { media, lastUsed, auditLog, report } = background;
  const objectUrls = new ObjectUrlKeys(box);
  const keys = createKeyRing({ read: db.read, box, objectUrls, alone: db.dialect === "sqlite" });
  const operationParts = {
    box,
    keys,
    lastUsed,
    objectUrls,
    auditLog,
    catalogue,
    urlRules: { objectHosts: names.objectHosts, allowPrivateFetch: config.allowPrivateFetch ?? [] },
    publicObjectUrl: names.objectUrl,
    region: config.region,
    credentialLifeMs: config.credentialLifeSeconds * 1000,
    removeBlobs: (blobIds: readonly string[]) => store.disk.removeBlobs(blobIds),
  };
  const policySets = new PolicySets(db.read);
  const rpc = {
    db,
    auditLog,
    policySets,
    catalogue,
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
    log: report,
  };
  const settings = {
    ownHosts: names.objectHosts,
    publicObjectUrl: names.objectUrl,
    region: config.region,
    maxUploadBytes: config.maxUploadBytes,
    clockWindowMs: config.clockWindowMs,
  };
  const accounts = new Accounts(db.read);
  const clientOf = createClientReader(config.trustedProxies ?? []);
  const { mode } = config;
  const softAccounts = () => countSoftAccounts(db.read);
  const health = createHealth({ db, disk: store.disk, fence, media, mode, softAccounts });
  return {
    apiUrl: names.apiUrl,
    api: createApiPort({ rpc, health, publicApiUrl: names.apiUrl, publicObjectUrl: names.objectUrl, mode, clientOf }),
    object: createObjectDoor({
      keys,
      lastUsed,
      accounts,
      store,
      settings,
      now,
      clientOf,
      auditLog,
      policySets,
      catalogue,
      log: report,
      onUpload: () => media.warm(),
    }),
  };
}
