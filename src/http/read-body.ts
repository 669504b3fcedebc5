import type { IncomingMessage } from "node:http";

const maxBodyBytes = 1024 * 1024;
/** Who sends too much finds the answer only when he has finished: so much is taken, and thrown away. */
const maxTakenBytes = 64 * 1024 ** 2;
const empty = new Uint8Array();

/** The whole body of a call. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array | "too-large" | "aborted"> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced === 0 && request.headers["transfer-encoding"] === undefined) return empty;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes <= maxBodyBytes) chunks.push(chunk);
      if (bytes > maxTakenBytes) break;
    }
  } catch {
    return "aborted";
  }
  request.resume();
  return bytes > maxBodyBytes ? "too-large" : Buffer.concat(chunks);
}
