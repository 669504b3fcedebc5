// Medialoft with a commit of its own for each write, to show what grouping is worth.
import { readConfig } from "../src/config.ts";
import { startServer } from "../src/server.ts";

const [dataFolder = ""] = process.argv.slice(2);
const server = await startServer(readConfig({ dataFolder, apiPort: "0", objectPort: "0" }), { groupCommits: false });
console.log(JSON.stringify({ ready: true, api: server.apiUrl, object: server.objectUrl }));
process.once("SIGTERM", async () => {
  await server[Symbol.asyncDispose]();
  process.exit();
});
