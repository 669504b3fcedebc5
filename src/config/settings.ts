import {
  duration,
  durationOrOff,
  host,
  hostNames,
  inSeconds,
  key,
  matching,
  networks,
  oneOf,
  onOff,
  origin,
  path,
  port,
  postgresUrl,
  size,
  type ValueKind,
  whole,
} from "./values.ts";

/** One row of the table of settings. */
export interface Setting<T> {
  readonly variable: string;
  /** Without its leading hyphens. */
  readonly flag: string;
  readonly kind: ValueKind<T>;
  /** As one would write it; a setting without a default is absent until it is given. */
  readonly default?: string;
  readonly about: string;
  /** Its value never appears in any message. */
  readonly secret?: true;
  /** The flag alone, without a value, means on. */
  readonly bare?: true;
}

const define = <T, const R extends Omit<Setting<T>, "kind">>(row: R & { kind: ValueKind<T> }) => row;
const largestObject = 50_000 * 1024 ** 3;

/** Everything that can be set. From this table come the parsing, the help text and the page of the guide. */
export const settings = {
  dataFolder: define({
    variable: "MEDIALOFT_DATA",
    flag: "data",
    kind: path,
    default: "./data",
    about: "Folder for objects, the SQLite database and the key file. One server at a time uses it.",
  }),
  ephemeral: define({
    variable: "MEDIALOFT_EPHEMERAL",
    flag: "ephemeral",
    kind: onOff,
    default: "off",
    bare: true,
    about: "Keep everything in a temporary folder, which is deleted when the server ends.",
  }),
  host: define({
    variable: "MEDIALOFT_HOST",
    flag: "host",
    kind: host,
    default: "127.0.0.1",
    about: "Address that both ports listen on. 0.0.0.0 or :: means every address of the machine.",
  }),
  apiPort: define({
    variable: "MEDIALOFT_API_PORT",
    flag: "api-port",
    kind: port,
    default: "8480",
    about: "Port of the API. 0 takes any free one.",
  }),
  objectPort: define({
    variable: "MEDIALOFT_OBJECT_PORT",
    flag: "object-port",
    kind: port,
    default: "8481",
    about: "Port of uploads and downloads. 0 takes any free one.",
  }),
  publicApiUrl: define({
    variable: "MEDIALOFT_PUBLIC_API_URL",
    flag: "public-api-url",
    kind: origin,
    about: "Address of the API that clients are told, when it is not the listening one.",
  }),
  publicObjectUrl: define({
    variable: "MEDIALOFT_PUBLIC_OBJECT_URL",
    flag: "public-object-url",
    kind: origin,
    about: "Address of uploads and downloads that clients are told, when it is not the listening one.",
  }),
  rootAccessKeyId: define({
    variable: "MEDIALOFT_ROOT_ACCESS_KEY_ID",
    flag: "root-access-key-id",
    kind: matching(
      "ID",
      /^(?!STS\.)[A-Za-z0-9._-]{3,128}$/,
      "3 to 128 letters, digits, dots, hyphens or underscores, not beginning with STS",
    ),
    about: "AccessKey id of the first account's root. Made at the first start when it is not given.",
  }),
  rootAccessKeySecret: define({
    variable: "MEDIALOFT_ROOT_ACCESS_KEY_SECRET",
    flag: "root-access-key-secret",
    kind: matching("SECRET", /^[!-~]{8,128}$/, "8 to 128 printable ASCII characters without spaces"),
    secret: true,
    about: "AccessKey secret that belongs to that id. It replaces a different stored one.",
  }),
  databaseUrl: define({
    variable: "MEDIALOFT_DATABASE_URL",
    flag: "database-url",
    kind: postgresUrl,
    secret: true,
    about: "PostgreSQL database to use instead of SQLite in the data folder.",
  }),
  secretKey: define({
    variable: "MEDIALOFT_SECRET_KEY",
    flag: "secret-key",
    kind: key,
    secret: true,
    about: "Key that stored secrets are encrypted with. Else a key file in the data folder; required with PostgreSQL.",
  }),
  region: define({
    variable: "MEDIALOFT_REGION",
    flag: "region",
    kind: matching("REGION", /^[a-z]{2}(-[a-z0-9]+){1,3}$/, "a region such as cn-shanghai"),
    default: "cn-shanghai",
    about: "Region that clients are told and sign for.",
  }),
  mode: define({
    variable: "MEDIALOFT_MODE",
    flag: "mode",
    kind: oneOf("faithful", "studio"),
    default: "faithful",
    about:
      "faithful: limits and behaviour as the vendor documents them. studio: what a production team wants beyond them. So far both answer every request alike, and only say which one it is.",
  }),
  maxUploadBytes: define({
    variable: "MEDIALOFT_MAX_UPLOAD_SIZE",
    flag: "max-upload-size",
    kind: size(1, largestObject),
    default: "50000GiB",
    about: "Largest object that is accepted.",
  }),
  credentialLifeSeconds: define({
    variable: "MEDIALOFT_CREDENTIAL_LIFE",
    flag: "credential-life",
    kind: inSeconds(duration("1s", "12h")),
    default: "3000s",
    about: "How long an upload credential lives.",
  }),
  clockWindowMs: define({
    variable: "MEDIALOFT_CLOCK_WINDOW",
    flag: "clock-window",
    kind: duration("1s", "1d"),
    default: "15m",
    about: "How far a client's clock may be off.",
  }),
  unregisteredTtlMs: define({
    variable: "MEDIALOFT_UNREGISTERED_TTL",
    flag: "unregistered-ttl",
    kind: durationOrOff("1m", "3650d"),
    default: "off",
    about: "Delete uploaded objects that nobody registered in this time.",
  }),
  extraOperators: define({
    variable: "MEDIALOFT_EXTRA_OPERATORS",
    flag: "extra-operators",
    kind: onOff,
    default: "on",
    about:
      "Take Null, ForAnyValue:, ForAllValues: and …IfExists, which no document of RAM's names, in conditions of policies. off refuses them in new policies; stored ones mean what they say.",
  }),
  auditDays: define({
    variable: "MEDIALOFT_AUDIT_DAYS",
    flag: "audit-days",
    kind: whole("DAYS", 1, 3650),
    default: "30",
    about: "How many days the audit log keeps what was called, and so how long a denial can be explained.",
  }),
  auditMaxRows: define({
    variable: "MEDIALOFT_AUDIT_MAX_ROWS",
    flag: "audit-max-rows",
    kind: whole("ROWS", 1, 100_000_000),
    default: "1000000",
    about: "How many rows the audit log keeps, of all accounts together. The oldest ones make room.",
  }),
  throttle: define({
    variable: "MEDIALOFT_THROTTLE",
    flag: "throttle",
    kind: onOff,
    default: "off",
    about: "Refuse calls beyond the vendor's rate limits.",
  }),
  allowPrivateFetch: define({
    variable: "MEDIALOFT_ALLOW_PRIVATE_FETCH",
    flag: "allow-private-fetch",
    kind: networks,
    default: "",
    about:
      "Networks within private ranges that media may be fetched from. A cloud's metadata address counts only as an entry of its own, and this server's own ports never do.",
  }),
  trustedProxies: define({
    variable: "MEDIALOFT_TRUSTED_PROXIES",
    flag: "trusted-proxies",
    kind: networks,
    default: "",
    about: "Proxies whose X-Forwarded-* headers are believed. Nobody else's are.",
  }),
  objectHosts: define({
    variable: "MEDIALOFT_OBJECT_HOSTS",
    flag: "object-hosts",
    kind: hostNames,
    default: "",
    about: "Further host names that reach the object port.",
  }),
  consoleHosts: define({
    variable: "MEDIALOFT_CONSOLE_HOSTS",
    flag: "console-hosts",
    kind: hostNames,
    default: "",
    about:
      "Further host names under which browsers reach the API port. Under other names than these, the public address, localhost and the listening address they are shown nothing.",
  }),
  sessionIdleMs: define({
    variable: "MEDIALOFT_SESSION_IDLE",
    flag: "session-idle",
    kind: duration("1m", "1d"),
    default: "1h",
    about:
      "After how long without a request a sign-in at the console ends. LoginSessionDuration of the account ends it in any case.",
  }),
  metricsNetworks: define({
    variable: "MEDIALOFT_METRICS_NETWORKS",
    flag: "metrics-networks",
    kind: networks,
    default: "127.0.0.0/8,::1/128",
    about: "Networks that may read /metrics. Empty: none.",
  }),
  tlsCert: define({
    variable: "MEDIALOFT_TLS_CERT",
    flag: "tls-cert",
    kind: path,
    about: "PEM file of the certificate chain, for https on both ports.",
  }),
  tlsKey: define({
    variable: "MEDIALOFT_TLS_KEY",
    flag: "tls-key",
    kind: path,
    about: "PEM file of the certificate's private key.",
  }),
  probeWorkers: define({
    variable: "MEDIALOFT_PROBE_WORKERS",
    flag: "probe-workers",
    kind: whole("COUNT", 1, 64),
    default: "2",
    about: "How many media files are read at once.",
  }),
  logLevel: define({
    variable: "MEDIALOFT_LOG_LEVEL",
    flag: "log-level",
    kind: oneOf("silent", "error", "warn", "info", "debug"),
    default: "info",
    about: "How much is logged, on standard error.",
  }),
};

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

/** A row without the type of its value. */
export const settingOf = (name: SettingName): Setting<unknown> => settings[name];
