// The least that a server of this kind does before it is ready: opens SQLite, listens, says so.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const [folder = ""] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, "reference.db"));
database.exec("pragma journal_mode = wal");
const server = createServer((_request, response) => response.end());
process.on("SIGTERM", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ ready: true, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
