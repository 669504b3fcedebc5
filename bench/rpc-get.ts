import { readFile } from "node:fs/promises";
import { call, driveLoad, findBucket, prepared, send, signedUrl } from "./client.ts";
import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, Program, rootKey, startMedialoft } from "./processes.ts";

const calls = 30_000;
const rounds = 5;

/** Signed GetYikeAssetMediaInfo a second, with and without audit rows, beside a server that only parses and verifies. */
export async function measureRpcGet(): Promise<Figure[]> {
  const whole = await compare(startMedialoft);
  const unaudited = await compare((folder) => new Program("unaudited-server.ts", [folder]));
  return [
    figure("rpc.get", whole.ours, "calls/s", whole.reference),
    figure("rpc.get.unaudited", unaudited.ours, "calls/s", unaudited.reference),
  ];
}

async function compare(start: (folder: string) => Program) {
  await using folder = await makeFolder();
  await using server = start(folder.path);
  const { api, object } = await server.next();
  const mediaId = await registerSample(api, object);
  const query = { MediaId: mediaId };
  const { RequestId, ...answer } = await call(api, "GetYikeAssetMediaInfo", query);
  const length = JSON.stringify({ RequestId, ...answer }).length;
  await using bare = new Program("reference/signed-server.ts", [rootKey.secret, String(length)]);
  const reference = (await bare.next()).api;
  const plan = { connections: 64, action: "GetYikeAssetMediaInfo", queries: [query], calls };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = await driveLoad({ ...plan, url: api });
    const other = await driveLoad({ ...plan, url: reference });
    // The first round warms both up.
    if (round > 0) {
      ours.push(one);
      theirs.push(other);
    }
  }
  return { ours: median(ours), reference: median(theirs) };
}

async function registerSample(api: string, object: string): Promise<string> {
  const bucket = await findBucket(api);
  const sample = await readFile(new URL("../demo/sample.mp4", import.meta.url));
  await send(signedUrl(object, { method: "PUT", bucket, key: "sample.mp4" }), "PUT", sample);
  const input = { InputURL: `oss://${bucket}/sample.mp4`, MediaType: "video" };
  const { MediaId } = await call(api, "RegisterYikeAssetMediaInfo", input);
  await prepared(api, String(MediaId));
  return String(MediaId);
}
