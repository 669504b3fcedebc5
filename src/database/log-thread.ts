// A thread that moves the log of one SQLite file into it, as often as it is told to.
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const file = new DatabaseSync(String(workerData));
file.exec("pragma synchronous = full; pragma wal_autocheckpoint = 0");
const move = file.prepare("pragma wal_checkpoint(passive)");
parentPort?.on("message", () => {
  move.get();
  parentPort?.postMessage("moved");
});
