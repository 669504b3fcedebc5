import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, ask, openDoor, type TestDoor, type Unsigned, until } from "../../test/object-door.ts";
import { type Fields, FormSender } from "../../test/object-form.ts";

const key = "stream/recorded.txt";
let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const rowsOf = ({ headers }: Answer) =>
  door.db.read.query
    .selectFrom("audit_log")
    .select(["status", "error_code"])
    .where("request_id", "=", String(headers["x-oss-request-id"]))
    .execute();

/** Asks, and looks at once. */
async function recorded(unsigned: Unsigned) {
  const answer = await ask(door, { key, ...unsigned });
  return { answer, rows: await rowsOf(answer) };
}

const kept = (status: number) => [{ status, error_code: null }];

const startUpload = async () => {
  const { answer, rows } = await recorded({ method: "POST", subResource: "uploads" });
  return { rows, uploadId: /<UploadId>(.*?)</.exec(answer.body)?.[1] ?? "" };
};

test("the row of each write stands in the audit log when the write is answered", async () => {
  expect((await recorded({ method: "PUT", body: "x" })).rows).toEqual(kept(200));
  const { uploadId, rows } = await startUpload();
  expect(rows).toEqual(kept(200));
  const part = await recorded({ method: "PUT", subResource: `partNumber=1&uploadId=${uploadId}`, body: "x" });
  expect(part.rows).toEqual(kept(200));
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.answer.headers.etag}</ETag></Part></CompleteMultipartUpload>`;
  const completion = { method: "POST", subResource: `uploadId=${uploadId}`, body };
  expect((await recorded(completion)).rows).toEqual(kept(200));
  expect((await recorded(completion)).rows).toEqual(kept(200));
  const given = await startUpload();
  expect((await recorded({ method: "DELETE", subResource: `uploadId=${given.uploadId}` })).rows).toEqual(kept(204));
});

test.each<[status: number, fields: Fields]>([
  [204, {}],
  [200, { success_action_status: "200" }],
  [201, { success_action_status: "201" }],
  [303, { success_action_redirect: "http://127.0.0.1/next" }],
])("so does the row of a form that is answered with %i", async (status, fields) => {
  const forms = new FormSender(door);
  const answer = await forms.post({ fields: { key, ...fields, ...forms.signBoundV4() } });
  expect(answer.status).toBe(status);
  expect(await rowsOf(answer)).toEqual(kept(status));
});

test("a write and a read have one row each, and one that is refused has none that says it was done", async () => {
  const overwrite = { method: "PUT", body: "y", headers: { "x-oss-forbid-overwrite": "true" } };
  const [written, read, refused] = [
    await recorded({ method: "PUT", body: "x" }),
    await recorded({}),
    await recorded(overwrite),
  ];
  await until(async () => (await rowsOf(refused.answer)).length > 0);
  expect(await rowsOf(refused.answer)).toEqual([{ status: 409, error_code: "FileAlreadyExists" }]);
  expect(await rowsOf(written.answer)).toEqual(kept(200));
  expect(await rowsOf(read.answer)).toEqual(kept(200));
});
