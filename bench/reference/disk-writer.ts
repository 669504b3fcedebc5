// A bare receiver of files: hashes what OSS answers (MD5, CRC64), writes to disk, syncs file and folder, then answers.
import { createHash } from "node:crypto";
import { open, rename } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createCRC64 } from "hash-wasm";

const [folder = ""] = process.argv.slice(2);
let files = 0;

async function store(request: IncomingMessage): Promise<string> {
  const name = join(folder, `file-${files++}`);
  const file = await open(`${name}.part`, "w");
  const md5 = createHash("md5");
  const crc64 = await createCRC64();
  for await (const chunk of request) {
    md5.update(chunk);
    crc64.update(chunk);
    await file.write(chunk);
  }
  await file.datasync();
  await file.close();
  await rename(`${name}.part`, name);
  const directory = await open(folder, "r");
  await directory.sync();
  await directory.close();
  return `${md5.digest("hex")} ${crc64.digest("hex")}`;
}

const server = createServer({ highWaterMark: 256 * 1024 }, async (request, response) => {
  const hashes = await store(request);
  response.writeHead(200, { ETag: hashes, "Content-Length": 0 }).end();
});
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ ready: true, object: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
