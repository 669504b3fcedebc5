// Reads a body and answers after one durable commit of one row.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const [folder = ""] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, "reference.db"));
database.exec("pragma journal_mode = wal; pragma synchronous = full; create table notes (text text)");
const insert = database.prepare("insert into notes values (?)");

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    insert.run(Buffer.concat(chunks).toString());
    response.writeHead(200, { "Content-Length": 0 }).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ ready: true, object: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
