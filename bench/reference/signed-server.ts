// Only what any server of this protocol must do: parse the call, verify its ACS3 signature, answer so many bytes.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

const [secret = "", bodyBytes = "2"] = process.argv.slice(2);
const body = JSON.stringify("x".repeat(Math.max(0, Number(bodyBytes) - 2)));

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

function isSigned(request: IncomingMessage, received: Buffer): boolean {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const query = [...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const claim = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? "",
  );
  if (!claim) return false;
  const [, , names = "", signature = ""] = claim;
  const lines = names
    .split(";")
    .map((name) => `${name}:${String(request.headers[name] ?? "").trim()}\n`)
    .join("");
  const canonical = `${request.method}\n${pathname}\n${query}\n${lines}\n${names}\n${sha256(received)}`;
  const expected = createHmac("sha256", secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const status = isSigned(request, Buffer.concat(chunks)) ? 200 : 403;
    response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ ready: true, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
