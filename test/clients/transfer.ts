import { execFile, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { request as sendRequest } from "node:http";

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** A plain program that knows nothing of signatures and is given a URL. */
interface Transfer {
  readonly name: string;
  get(url: string, range?: string): Promise<Answer>;
  put(url: string, path: string, contentType: string): Promise<Answer>;
}

/** As a name server for the object port's names would tell. */
const address = "127.0.0.1";

const curl: Transfer = {
  name: "curl",
  get: (url, range) => runCurl(url, range === undefined ? [] : ["--range", range]),
  put: (url, path, contentType) => runCurl(url, ["--upload-file", path, "--header", `Content-Type: ${contentType}`]),
};

function runCurl(url: string, more: readonly string[]): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const fixed = ["--disable", "--silent", "--show-error", "--noproxy", "*", "--write-out", "%{stderr}%{http_code}"];
  const args = [...fixed, "--resolve", `${hostname}:${port}:${address}`, ...more, url];
  return new Promise((resolve, reject) => {
    execFile("curl", args, { encoding: "buffer", maxBuffer: 2 ** 26 }, (error, body, status) => {
      if (error) reject(new Error(`curl: ${status}`, { cause: error }));
      else resolve({ status: Number(status), body });
    });
  });
}

const node: Transfer = {
  name: "a bare HTTP request",
  get: (url, range) => send(url, "GET", range === undefined ? {} : { Range: `bytes=${range}` }),
  async put(url, path, contentType) {
    const body = await readFile(path);
    const length = String(body.length);
    return send(url, "PUT", { "Content-Type": contentType, "Content-Length": length, Expect: "100-continue" }, body);
  },
};

function send(url: string, method: string, headers: Record<string, string>, body?: Buffer): Promise<Answer> {
  const { host, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = sendRequest({
      host: address,
      port,
      method,
      path: `${pathname}${search}`,
      headers: { Host: host, ...headers },
      agent: false,
    });
    request.on("error", reject);
    request.on("response", async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
    });
    if (body === undefined) request.end();
    else request.on("continue", () => request.end(body));
  });
}

/** curl where there is one; else what it would send. */
export const transfer: Transfer = spawnSync("curl", ["--version"]).status === 0 ? curl : node;
