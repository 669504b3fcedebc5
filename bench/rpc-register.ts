import { driveLoad, findBucket, send, signedUrl } from "./client.ts";
import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, Program, rootKey, startMedialoft } from "./processes.ts";

const calls = 5000;
const rounds = 3;
const connections = 128;
const writers = 32;
/** A picture of one pixel: preparing it runs beside the registers. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Registering {
  readonly perSecond: number;
  readonly syncsPerThousand: number;
}

/** Durable RegisterYikeAssetMediaInfo a second, each call naming another finished object, beside a server that only parses and verifies. */
export async function measureRegister(): Promise<Figure[]> {
  const { ours, reference } = await compare(startMedialoft);
  const single = await compare(startUngrouped);
  const syncs = median(ours.map(({ syncsPerThousand }) => syncsPerThousand));
  const grouped = median(ours.map(({ perSecond }) => perSecond));
  return [
    figure("rpc.register", grouped, "calls/s", reference),
    figure("rpc.register.syncs", syncs, "syncs/1,000", 1000),
    figure("rpc.register.grouping", grouped, "calls/s", median(single.ours.map(({ perSecond }) => perSecond))),
  ];
}

/** The same without grouping: each register has a commit of its own. */
export async function measureRegisterSingle(): Promise<Figure[]> {
  const { ours, reference } = await compare(startUngrouped);
  const perSecond = median(ours.map((each) => each.perSecond));
  return [figure("rpc.register.single", perSecond, "calls/s", reference)];
}

const startUngrouped = (folder: string): Program => new Program("ungrouped-server.ts", [folder]);

async function compare(start: (folder: string) => Program) {
  await using folder = await makeFolder();
  await using server = start(folder.path);
  const { api, object } = await server.next();
  const bucket = await findBucket(api);
  await using bare = new Program("reference/signed-server.ts", [rootKey.secret, "95"]);
  const bareApi = (await bare.next()).api;
  const ours: Registering[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const keys = await prepareObjects({ object, bucket, round });
    const queries = keys.map((key) => ({ InputURL: `oss://${bucket}/${key}`, MediaType: "image" }));
    const plan = { connections, action: "RegisterYikeAssetMediaInfo", queries, calls: queries.length };
    const before = await syncs(api);
    const perSecond = await driveLoad({ ...plan, url: api });
    const syncsPerThousand = (((await syncs(api)) - before) / calls) * 1000;
    const other = await driveLoad({ ...plan, url: bareApi });
    if (round === 0) continue;
    ours.push({ perSecond, syncsPerThousand });
    theirs.push(other);
  }
  return { ours, reference: median(theirs) };
}

async function prepareObjects({ object, bucket, round }: { object: string; bucket: string; round: number }) {
  const keys = Array.from({ length: calls }, (_, i) => `round-${round}/${i}.png`);
  const waiting = [...keys];
  const writeSome = async () => {
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      await send(signedUrl(object, { method: "PUT", bucket, key }), "PUT", picture);
    }
  };
  await Promise.all(Array.from({ length: writers }, writeSome));
  return keys;
}

async function syncs(api: string): Promise<number> {
  const response = await fetch(`${api}/readyz`);
  return ((await response.json()) as { database: { syncs: number } }).database.syncs;
}
