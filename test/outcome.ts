/** What came of a call: `allowed`, or the code that it was refused with. */
export const outcome = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "allowed",
    (error: { code?: string }) => error.code ?? String(error),
  );
