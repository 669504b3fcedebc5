import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, openDoor, signed, type TestDoor, until } from "../../test/object-door.ts";

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

/** Asks for the object and leaves at once, in this way. */
function askAndLeave(leave: (socket: Socket) => void): Promise<void> {
  const { target, headers = {} } = signed(door, { key: "read" });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve) => {
    const socket = connect(door.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
    socket.resume();
    socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\n${lines.join("")}\r\n`, () => leave(socket));
  });
}

test.each<[string, (socket: Socket) => void]>([
  ["closes the connection", (socket) => socket.destroy()],
  ["resets the connection", (socket) => socket.resetAndDestroy()],
  ["says that nothing more will be asked", (socket) => socket.end()],
])("a reader who asks and then %s leaves no file open", async (_name, leave) => {
  await ask(door, { method: "PUT", key: "read", body: "0123456789" });
  const asked = door.seen.length;
  await Promise.all(Array.from({ length: 20 }, () => askAndLeave(leave)));
  await until(() => door.seen.length === asked + 20);
  // Each of them is answered, or given up, before one that asks later.
  for (let i = 0; i < 3; i++) expect((await ask(door, { key: "read" })).body).toBe("0123456789");
  await until(() => door.openFiles() === 0);
  expect(door.failures).toEqual([]);
});

test("a connection that asks for nothing after an object is closed in the end", async () => {
  await using own = await openDoor();
  await ask(own, { method: "PUT", key: "read", body: "0123456789" });
  await until(() => own.silences().length === 0);
  const { target, headers = {} } = signed(own, { key: "read" });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(own.port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\n${lines.join("")}\r\n`);
  await until(() => text.endsWith("0123456789") && (own.silences()[0] ?? 0) < 300_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(own.silences()).toEqual([expect.closeTo(30_000, -4)]);
  socket.destroy();
});

test("readers of an object that is replaced all the time get one of its versions each time", async () => {
  await ask(door, { method: "PUT", key: "busy", body: "0" });
  const write = async (name: number) => {
    for (let i = 0; i < 15; i++) await ask(door, { method: "PUT", key: "busy", body: `${name}-${i}` });
  };
  const statuses = new Set<number>();
  let isBusy = true;
  const read = async (method: string) => {
    while (isBusy) statuses.add((await ask(door, { method, key: "busy" })).status);
  };
  const readers = ["GET", "GET", "HEAD", "HEAD"].map(read);
  await Promise.all(Array.from({ length: 12 }, (_, name) => write(name)));
  isBusy = false;
  await Promise.all(readers);
  expect([...statuses]).toEqual([200]);
});
