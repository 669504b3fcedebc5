import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatSettingsPage } from "../scripts/settings-page.ts";
import { announcedAddresses } from "../src/config/addresses.ts";
import { settingNames, settings } from "../src/config/settings.ts";
import { ConfigError, type Flags, readConfig } from "../src/config.ts";
import { makeCertificate } from "./certificate.ts";

let folder: string;
/** Files of a certificate and its key. */
let tls: { tlsCert: string; tlsKey: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medialoft-settings-"));
  const { cert, key } = makeCertificate("media.test");
  tls = { tlsCert: keep("cert.pem", cert), tlsKey: keep("key.pem", key) };
});
afterAll(() => rmSync(folder, { recursive: true }));

function keep(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const hexKey = "0f".repeat(32);

function refusal(flags: Flags, environment: Record<string, string> = {}): string {
  try {
    readConfig(flags, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "accepted";
}

test("without any setting a server listens on this machine alone and keeps its data in ./data", () => {
  expect(readConfig({}, {})).toEqual({
    dataFolder: "./data",
    ephemeral: false,
    host: "127.0.0.1",
    apiPort: 8480,
    objectPort: 8481,
    region: "cn-shanghai",
    mode: "faithful",
    maxUploadBytes: 50_000 * 1024 ** 3,
    credentialLifeSeconds: 3000,
    clockWindowMs: 900_000,
    throttle: false,
    allowPrivateFetch: [],
    trustedProxies: [],
    objectHosts: [],
    probeWorkers: 2,
    logLevel: "info",
    extraOperators: true,
    auditDays: 30,
    auditMaxRows: 1_000_000,
    consoleHosts: [],
    sessionIdleMs: 3600_000,
    metricsNetworks: ["127.0.0.0/8", "::1/128"],
  });
});

test("a flag wins over its variable, and an empty variable counts as absent", () => {
  const config = readConfig({ region: "cn-beijing" }, { MEDIALOFT_REGION: "cn-hangzhou", MEDIALOFT_MODE: "" });
  expect(config.region).toBe("cn-beijing");
  expect(config.mode).toBe("faithful");
});

test("every variable has the name of the product, and no two settings have a name in common", () => {
  const rows = settingNames.map((name) => settings[name]);
  expect(rows.filter(({ variable }) => !/^MEDIALOFT_(?!TEST_)[A-Z_]+$/.test(variable))).toEqual([]);
  expect(new Set(rows.map(({ variable }) => variable)).size).toBe(rows.length);
  expect(new Set(rows.map(({ flag }) => flag)).size).toBe(rows.length);
});

test("several values are read into the units that the server uses", () => {
  const config = readConfig(
    {},
    {
      MEDIALOFT_EPHEMERAL: "on",
      MEDIALOFT_MAX_UPLOAD_SIZE: "5GiB",
      MEDIALOFT_CREDENTIAL_LIFE: "15m",
      MEDIALOFT_CLOCK_WINDOW: "1h",
      MEDIALOFT_UNREGISTERED_TTL: "7d",
      MEDIALOFT_TRUSTED_PROXIES: "10.0.0.0/8, 192.0.2.7,fd00::1",
      MEDIALOFT_OBJECT_HOSTS: "Media.Example.com, media.example.com:8443,[::1]:8481",
      MEDIALOFT_PUBLIC_API_URL: "HTTPS://Api.Example.com:443/",
      MEDIALOFT_SECRET_KEY: hexKey,
    },
  );
  expect(config).toMatchObject({
    ephemeral: true,
    maxUploadBytes: 5 * 1024 ** 3,
    credentialLifeSeconds: 900,
    clockWindowMs: 3_600_000,
    unregisteredTtlMs: 604_800_000,
    trustedProxies: ["10.0.0.0/8", "192.0.2.7/32", "fd00::1/128"],
    objectHosts: ["media.example.com", "media.example.com:8443", "[::1]:8481"],
    publicApiUrl: "https://api.example.com",
  });
  expect(Buffer.from(config.secretKey ?? []).toString("hex")).toBe(hexKey);
});

test("a secret key is the same in hexadecimal digits and in base64", () => {
  const base64 = Buffer.from(hexKey, "hex").toString("base64");
  expect(readConfig({ secretKey: base64 }, {}).secretKey).toEqual(readConfig({ secretKey: hexKey }, {}).secretKey);
});

test("a variable that is no setting is refused by its name, except those of the project's tests", () => {
  expect(refusal({}, { MEDIALOFT_PORT: "1" })).toMatch(/^MEDIALOFT_PORT is not a setting/);
  expect(refusal({}, { MEDIALOFT_TEST_CHROMIUM: "1", OTHER: "1" })).toBe("accepted");
});

test.each<[Flags, string]>([
  [{ ephemeral: true, dataFolder: "./data" }, "--ephemeral and --data cannot"],
  [{ ephemeral: true, databaseUrl: "postgres://a/b", secretKey: hexKey }, "--ephemeral and --database-url cannot"],
  [{ databaseUrl: "postgres://a/b" }, "--database-url needs MEDIALOFT_SECRET_KEY"],
  [{ rootAccessKeyId: "root" }, "--root-access-key-id needs MEDIALOFT_ROOT_ACCESS_KEY_SECRET"],
  [{ rootAccessKeySecret: "12345678" }, "--root-access-key-secret needs MEDIALOFT_ROOT_ACCESS_KEY_ID"],
  [{ apiPort: "9000", objectPort: "9000" }, "The API and the objects cannot both have port 9000"],
])("%j is refused as a contradiction", (flags, beginning) => {
  expect(refusal(flags).startsWith(beginning)).toBe(true);
});

const api = "MEDIALOFT_API_PORT";
const object = "MEDIALOFT_OBJECT_PORT";
const lan = Object.values(networkInterfaces())
  .flatMap((entries = []) => entries)
  .flatMap(({ internal, family, address }) => (internal || family !== "IPv4" ? [] : [address]));

test.each<[Flags, string]>([
  [{ publicApiUrl: "http://a", publicObjectUrl: "http://a:80/" }, "--public-api-url and --public-object-url, a:80"],
  [{ publicApiUrl: "http://[::1]:80", publicObjectUrl: "http://[0::1]" }, "--public-api-url and --public-object-url"],
  [
    { publicApiUrl: "https://a.b", publicObjectUrl: "https://a.b." },
    "--public-api-url and --public-object-url, a.b:443",
  ],
  [{ publicObjectUrl: "http://127.0.0.1:8480" }, `${api} and --public-object-url, 127.0.0.1:8480`],
  [{ publicObjectUrl: "http://localhost:8480" }, `${api} and --public-object-url, localhost:8480`],
  [{ publicObjectUrl: "http://[::1]:9000", apiPort: "9000" }, "--api-port and --public-object-url, [::1]:9000"],
  [{ publicApiUrl: "http://127.0.0.1:8481" }, `--public-api-url and ${object}, 127.0.0.1:8481`],
  [{ publicApiUrl: "http://127.0.0.5:8481", host: "127.0.0.5" }, `--public-api-url and ${object}, 127.0.0.5:8481`],
  [{ publicObjectUrl: "http://Loft:8480", host: "LOFT" }, `${api} and --public-object-url, loft:8480`],
  ...lan.map((address): [Flags, string] => [
    { publicObjectUrl: `http://${address}:8480`, host: "0.0.0.0" },
    `${api} and --public-object-url, ${address}:8480`,
  ]),
  [{ publicApiUrl: "https://a.b", objectHosts: "c.d,A.b" }, "--public-api-url and --object-hosts, a.b:443"],
  [{ publicApiUrl: "https://a.b:8443", objectHosts: "a.b:8443" }, "--public-api-url and --object-hosts, a.b:8443"],
  [{ objectHosts: "127.0.0.1:8480" }, `${api} and --object-hosts, 127.0.0.1:8480`],
  [{ consoleHosts: "a.b", objectHosts: "a.b" }, "--console-hosts and --object-hosts, a.b:80"],
  [{ consoleHosts: "a.b:443", objectHosts: "a.b" }, "--console-hosts and --object-hosts, a.b:443"],
  [{ consoleHosts: "a.b", publicObjectUrl: "https://a.b" }, "--console-hosts and --public-object-url, a.b:443"],
  [{ consoleHosts: "xn--a:8480", objectHosts: "xn--a:8480" }, "--console-hosts and --object-hosts, xn--a:8480"],
  [{ consoleHosts: "[0::1]:8481" }, `--console-hosts and ${object}, [::1]:8481`],
])("%j is refused: uploaded files would share an origin with the API", (flags, told) => {
  const [names = "", address = ""] = told.split(", ");
  const sentence = refusal(flags);
  expect(sentence.startsWith(`${names} cannot both lead to ${address}`)).toBe(true);
  expect(sentence.endsWith(": uploaded files need an origin of their own.")).toBe(true);
});

test.each<Flags>([
  { publicApiUrl: "https://a.b", publicObjectUrl: "https://a.b:8443", objectHosts: "a.b:8443,c.d" },
  { publicApiUrl: "https://a.b", publicObjectUrl: "http://a.b" },
  { consoleHosts: "a.b:8480", objectHosts: "a.b:8481" },
  { apiPort: "0", objectPort: "0" },
  { publicApiUrl: "http://127.0.0.1:8480", publicObjectUrl: "http://127.0.0.1:8481", host: "0.0.0.0" },
  { publicObjectUrl: "http://203.0.113.7:8480", host: "0.0.0.0" },
])("%j gives the API and the objects an origin each", (flags) => {
  expect(refusal(flags)).toBe("accepted");
});

test("a TLS certificate is refused without its key, and the key without it", () => {
  const { tlsCert, tlsKey } = tls;
  expect(refusal({ tlsCert })).toMatch(/^--tls-cert needs MEDIALOFT_TLS_KEY/);
  expect(refusal({ tlsKey })).toMatch(/^--tls-key needs MEDIALOFT_TLS_CERT/);
  expect(refusal(tls)).toBe("accepted");
});

describe("a TLS file that cannot be used is refused in one sentence that names it", () => {
  const encryptedKey = () =>
    generateKeyPairSync("ed25519").privateKey.export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "hunter2",
    });

  test.each<[string, () => Flags, RegExp]>([
    ["a folder", () => ({ ...tls, tlsCert: folder }), /^--tls-cert names the file .*, which cannot be read\.$/],
    ["a key in DER", () => ({ ...tls, tlsKey: keep("key.der", "\x30\x2e") }), /^--tls-key .* no private key in PEM\.$/],
    ["nothing in it", () => ({ ...tls, tlsCert: keep("empty", "") }), /^--tls-cert .* no certificate in PEM\.$/],
    [
      "a certificate that was cut off",
      () => ({ ...tls, tlsCert: keep("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n") }),
      /^--tls-cert .* no certificate in PEM\.$/,
    ],
    ["the certificate for the key", () => ({ ...tls, tlsKey: tls.tlsCert }), /^--tls-key .* no private key in PEM\.$/],
    [
      "a key with a passphrase",
      () => ({ ...tls, tlsKey: keep("locked.pem", String(encryptedKey())) }),
      /^--tls-key .* needs a passphrase: store it without one\.$/,
    ],
    [
      "another certificate's key",
      () => ({ ...tls, tlsKey: keep("other.pem", makeCertificate("media.test").key) }),
      /^--tls-cert and --tls-key do not belong together: /,
    ],
  ])("%s", (_name, flags, sentence) => {
    expect(refusal(flags())).toMatch(sentence);
  });
});

test("an ephemeral server that is switched off by its variable keeps its data folder", () => {
  expect(refusal({ dataFolder: "/d" }, { MEDIALOFT_EPHEMERAL: "off" })).toBe("accepted");
});

test("a refusal does not repeat what is secret, also where settings contradict each other", () => {
  const sentence = refusal({}, { MEDIALOFT_DATABASE_URL: "postgres://root:hunter2@db/x" });
  expect(sentence).toContain("MEDIALOFT_DATABASE_URL");
  expect(sentence).not.toContain("hunter2");
});

test("clients are told the address that is listened on, with the ports that were taken", () => {
  const addresses = announcedAddresses(readConfig({ host: "::1" }, {}), { api: 5, object: 6 });
  expect(addresses).toEqual({ apiUrl: "http://[::1]:5", objectUrl: "http://[::1]:6", warnings: [] });
});

test.each(["0.0.0.0", "::", "0:0::0"])("a server on %s tells clients 127.0.0.1 and warns", (host) => {
  const told = announcedAddresses(readConfig({ host }, {}), { api: 5, object: 6 });
  expect(told).toMatchObject({ apiUrl: "http://127.0.0.1:5", objectUrl: "http://127.0.0.1:6" });
  expect(told.warnings).toEqual([expect.stringMatching(/MEDIALOFT_PUBLIC_API_URL and MEDIALOFT_PUBLIC_OBJECT_URL/)]);
});

test("public addresses are told as they are set, whatever is listened on", () => {
  const flags = { host: "0.0.0.0", publicApiUrl: "https://a.example", publicObjectUrl: "https://o.example" };
  const told = announcedAddresses(readConfig(flags, {}), { api: 5, object: 6 });
  expect(told).toEqual({ apiUrl: "https://a.example", objectUrl: "https://o.example", warnings: [] });
});

test("with a TLS certificate clients are told https", () => {
  const told = announcedAddresses(readConfig(tls, {}), { api: 5, object: 6 });
  expect(told.apiUrl).toBe("https://127.0.0.1:5");
});

test("the page of the guide shows the table of settings as it is", () => {
  expect(readFileSync(join(import.meta.dirname, "../docs/guide/settings.md"), "utf8")).toBe(formatSettingsPage());
});
