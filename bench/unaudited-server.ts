// Medialoft without rows for reads in its audit log, to show what they cost.
import { readConfig } from "../src/config.ts";
import { AuditLog } from "../src/identity/audit-log.ts";
import { startServer } from "../src/server.ts";

AuditLog.prototype.note = () => {};
const [dataFolder = ""] = process.argv.slice(2);
const server = await startServer(readConfig({ dataFolder, apiPort: "0", objectPort: "0" }));
console.log(JSON.stringify({ ready: true, api: server.apiUrl, object: server.objectUrl }));
process.once("SIGTERM", async () => {
  await server[Symbol.asyncDispose]();
  process.exit();
});
