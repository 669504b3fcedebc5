import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { AuditRow } from "../database/schema.ts";
import { findDenial, findOldestRowTime } from "./audit-queries.ts";

interface Pointer {
  readonly requestId: string;
  /** Epoch milliseconds of a whole second. */
  readonly at: number;
}

const headBytes = 10;
const requestIdPattern = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

/** Reads what a denial's EncodedDiagnosticMessage points at; undefined when no denial ever carried it. */
function parsePointer(message: string): Pointer | undefined {
  const bytes = Buffer.from(message, "base64");
  if (bytes.toString("base64") !== message || bytes.length <= headBytes || bytes.readUInt16BE(0) !== 0x0101) {
    return undefined;
  }
  const requestId = bytes.toString("latin1", headBytes);
  const seconds = bytes.readBigUInt64BE(2);
  if (!requestIdPattern.test(requestId) || seconds > 10_000_000_000n) return undefined;
  return { requestId, at: Number(seconds) * 1000 };
}

/** The row of the denial that the message points at, when it is one of this account. */
export async function getDenial(read: Connection, accountId: string, message: string): Promise<AuditRow> {
  const pointer = parsePointer(message);
  if (!pointer) {
    throw new ApiError("InvalidParameter.WrongFormat", {
      name: "EncodedDiagnosticMessage",
      diagnosis: "It is not the EncodedDiagnosticMessage of a denial: send it whole, as it was answered.",
    });
  }
  const row = await findDenial(read, { accountId, ...pointer });
  if (row) return row;
  const oldest = await findOldestRowTime(read, accountId);
  throw new ApiError(
    oldest === undefined || pointer.at + 1000 <= oldest ? "EncodedMessageExpire" : "EntityNotExist.DiagnosticMessage",
  );
}
