import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startTestServer } from "../server.ts";

test("both ports take no more at the end, while a request that runs on one of them still ends", async () => {
  const server = await startTestServer();
  const { hostname, port } = new URL(server.objectUrl);
  const socket = connect(Number(port), hostname);
  socket.write("PUT /nowhere/at/all HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /);
  let isOver = false;
  const ended = server[Symbol.asyncDispose]().then(() => {
    isOver = true;
  });
  const isOpen = (url: string) => fetch(`${url}/healthz`).then(Boolean, () => false);
  await expect.poll(() => isOpen(server.objectUrl)).toBe(false);
  await expect.poll(() => isOpen(server.apiUrl)).toBe(false);
  expect(isOver).toBe(false);
  socket.end("ab");
  await ended;
});
