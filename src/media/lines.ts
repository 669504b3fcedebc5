const newline = 0x0a;

/** Cuts a byte stream into lines. Answers undefined, and for ever after, once a line grows beyond `maxBytes`. */
export function createLineCutter(maxBytes: number): (chunk: Buffer) => string[] | undefined {
  let held: Buffer[] = [];
  let heldBytes = 0;
  return (chunk) => {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      held.push(chunk.subarray(from, at));
      heldBytes += at - from;
      if (heldBytes > maxBytes) return undefined;
      lines.push(Buffer.concat(held).toString("utf8"));
      held = [];
      heldBytes = 0;
      from = at + 1;
    }
    held.push(Buffer.from(chunk.subarray(from)));
    heldBytes += chunk.length - from;
    return heldBytes > maxBytes ? undefined : lines;
  };
}
