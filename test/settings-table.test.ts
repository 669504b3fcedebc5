import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, test } from "vitest";
import { addSettings } from "../src/cli/options.ts";
import { type SettingName, settingNames, settingOf } from "../src/config/settings.ts";
import { ConfigError, type Flags, readConfig } from "../src/config.ts";
import { makeCertificate } from "./certificate.ts";

const folder = mkdtempSync(join(tmpdir(), "medialoft-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

function keep(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const { cert, key } = makeCertificate("media.test");
const tls = { tlsCert: keep("cert.pem", cert), tlsKey: keep("key.pem", key) };
const keyBytes = Buffer.alloc(32, 15);

interface Sample {
  readonly text: string;
  readonly value: unknown;
  readonly wrong: readonly string[];
  /** What the setting cannot be without. */
  readonly beside?: Flags;
}

const samples: Record<SettingName, Sample> = {
  dataFolder: { text: "/srv/media", value: "/srv/media", wrong: ["a\0b"] },
  ephemeral: { text: "on", value: true, wrong: ["yes", "ON", "1"] },
  host: { text: "::1", value: "::1", wrong: ["http://a", "1.2.3", "[::1]", "fe80::1%eth0", "a b"] },
  apiPort: { text: "0", value: 0, wrong: ["65536", "-1", "80x", "8e3", " 80"] },
  objectPort: { text: "65535", value: 65_535, wrong: ["65536", "http"] },
  publicApiUrl: {
    text: "https://Media.example/",
    value: "https://media.example",
    wrong: ["ftp://a", "http://a/path", "http://a?", "http://a#", "http://user@a", "a.example", "http://"],
  },
  publicObjectUrl: {
    text: "http://o.example:81",
    value: "http://o.example:81",
    wrong: ["http://0.0.0.0:8481", "http://[::]:8481"],
  },
  rootAccessKeyId: {
    text: "LTAI.a-b_c",
    value: "LTAI.a-b_c",
    wrong: ["STS.abc", "ab", "with blank", "x".repeat(129)],
    beside: { rootAccessKeySecret: "hunter2hunter2" },
  },
  rootAccessKeySecret: {
    text: "hunter2hunter2",
    value: "hunter2hunter2",
    wrong: ["hunter2", "hunter2 hunter2"],
    beside: { rootAccessKeyId: "root" },
  },
  databaseUrl: {
    text: "postgres://root:hunter2@db/x",
    value: "postgres://root:hunter2@db/x",
    wrong: ["mysql://root:hunter2@db/x", "hunter2"],
    beside: { secretKey: keyBytes.toString("hex") },
  },
  secretKey: { text: keyBytes.toString("base64"), value: keyBytes, wrong: ["hunter2", "0f".repeat(31)] },
  region: { text: "ap-southeast-1", value: "ap-southeast-1", wrong: ["Shanghai", "cn", "cn_shanghai"] },
  mode: { text: "studio", value: "studio", wrong: ["fast", "Studio"] },
  maxUploadBytes: { text: "5GiB", value: 5 * 1024 ** 3, wrong: ["0", "50001GiB", "1GB", "1.5GiB", "-1"] },
  credentialLifeSeconds: { text: "15m", value: 900, wrong: ["3000", "13h", "0s", "1w"] },
  clockWindowMs: { text: "1h", value: 3_600_000, wrong: ["0s", "2d", "900"] },
  unregisteredTtlMs: { text: "7d", value: 604_800_000, wrong: ["never", "59s", "0"] },
  extraOperators: { text: "off", value: false, wrong: ["no", "OFF", "Null"] },
  auditDays: { text: "365", value: 365, wrong: ["0", "3651", "30d"] },
  auditMaxRows: { text: "5000", value: 5000, wrong: ["0", "100000001", "1e6"] },
  throttle: { text: "on", value: true, wrong: ["yes", "100"] },
  allowPrivateFetch: {
    text: "10.0.0.0/8, 192.0.2.7",
    value: ["10.0.0.0/8", "192.0.2.7/32"],
    wrong: ["10.0.0.0/33", "10.0.0.0/8,localhost", "10.0.0.0/8,"],
  },
  trustedProxies: { text: "fd00::1", value: ["fd00::1/128"], wrong: ["::1/129", "::ffff:10.0.0.1", "proxy.example"] },
  consoleHosts: { text: "Loft.Example:8480", value: ["loft.example:8480"], wrong: ["http://a", "a/b"] },
  sessionIdleMs: { text: "20m", value: 1_200_000, wrong: ["30s", "2d", "20"] },
  metricsNetworks: { text: "10.0.0.0/8,::1", value: ["10.0.0.0/8", "::1/128"], wrong: ["prometheus.example"] },
  objectHosts: {
    text: "Media.Example.com,[::1]:8481",
    value: ["media.example.com", "[::1]:8481"],
    wrong: ["a:70000", "http://a", "a/b", "::1"],
  },
  tlsCert: { text: tls.tlsCert, value: tls.tlsCert, wrong: ["/nowhere/a.pem", folder], beside: { tlsKey: tls.tlsKey } },
  tlsKey: { text: tls.tlsKey, value: tls.tlsKey, wrong: ["/nowhere/a.pem"], beside: { tlsCert: tls.tlsCert } },
  probeWorkers: { text: "64", value: 64, wrong: ["0", "65", "two"] },
  logLevel: { text: "silent", value: "silent", wrong: ["loud", "trace"] },
};

function variablesOf(flags: Flags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(flags).map(([name, text]) => [settingOf(name as SettingName).variable, String(text)]),
  );
}

function refusal(flags: Flags, environment: Record<string, string> = {}): string {
  try {
    readConfig(flags, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "accepted";
}

const guide = readFileSync(new URL("../docs/guide/settings.md", import.meta.url), "utf8");
const help = addSettings(new Command("serve"), settingNames).helpInformation();

describe.each(settingNames)("the setting %s", (name) => {
  const { text, value, wrong, beside = {} } = samples[name];
  const { variable, flag, about, secret, default: fallback } = settingOf(name);

  test("is read from its flag and from its variable alike, and the flag wins", () => {
    const flags = { ...beside, [name]: text };
    expect(readConfig(flags, {})[name]).toEqual(value);
    expect(readConfig({}, variablesOf(flags))[name]).toEqual(value);
    expect(readConfig(flags, { [variable]: wrong[0] })[name]).toEqual(value);
    expect(value).not.toEqual(fallback);
  });

  test.each(wrong)("is not %j, and the sentence names the one that was given", (text) => {
    const byFlag = refusal({ ...beside, [name]: text });
    const byVariable = refusal({}, variablesOf({ ...beside, [name]: text }));
    expect(byFlag).toMatch(/^[^\n]+\.$/);
    expect(byFlag.startsWith(`--${flag} `)).toBe(true);
    expect(byVariable).toMatch(/^[^\n]+\.$/);
    expect(byVariable.startsWith(`${variable} `)).toBe(true);
    if (secret) expect(`${byFlag}${byVariable}`).not.toContain("hunter2");
  });

  test("is explained in the help of serve and in the guide", () => {
    expect(help).toMatch(new RegExp(`^ +--${flag}( <.*>)?$`, "m"));
    expect(help).toContain(about);
    expect(help).toMatch(new RegExp(`^ +${variable}(,|$)`, "m"));
    expect(guide.split("\n").filter((line) => line.startsWith(`| \`${variable}\` | \`--${flag}`))).toHaveLength(1);
  });
});
