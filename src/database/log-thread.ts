// A thread that moves the log of one SQLite file into it, as often as it is told to.
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { sqliteCode } from "./errors.ts";

/** What went wrong; undefined when the log was moved. */
export type MoveOutcome = { readonly code: number | undefined; readonly message: string } | undefined;

const file = new DatabaseSync(String(workerData));
file.exec("pragma synchronous = full; pragma wal_autocheckpoint = 0");
const move = file.prepare("pragma wal_checkpoint(passive)");
parentPort?.on("message", () => parentPort?.postMessage(tryMove()));

function tryMove(): MoveOutcome {
  try {
    move.get();
    return undefined;
  } catch (error) {
    return { code: sqliteCode(error), message: String(error) };
  }
}
