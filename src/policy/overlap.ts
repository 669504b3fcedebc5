/** A pattern taken apart, in which a star can also be a plain character. */
export type Pattern = readonly Sign[];

export const run = Symbol("any run");
export const runWithoutColon = Symbol("any run without a colon");
const one = Symbol("any character");

type Sign = string | typeof run | typeof runWithoutColon | typeof one;

export const readGlob = (glob: string): Pattern =>
  [...glob].map((sign) => (sign === "*" ? run : sign === "?" ? one : sign));

export const readLiteral = (text: string): Pattern => [...text];

/** Whether there is a text that both match. */
export function overlap(a: Pattern, b: Pattern): boolean {
  // reachable[j]: the first i signs of a and the first j signs of b can match the same text.
  let reachable = extend(firstRow(b), undefined, b);
  for (const sign of a) {
    const next = b.map((_, j) => isRun(sign) && reachable[j] === true);
    next.push(isRun(sign) && reachable[b.length] === true);
    b.forEach((other, j) => {
      if (reachable[j] && meet(sign, other)) next[j + (isRun(other) ? 0 : 1)] = true;
    });
    reachable = extend(next, isRun(sign) ? sign : undefined, b);
  }
  return reachable[b.length] === true;
}

const firstRow = (b: Pattern): boolean[] => [true, ...b.map(() => false)];

const isRun = (sign: Sign): boolean => sign === run || sign === runWithoutColon;

/** Whether one character of the one can be one of the other. */
function meet(sign: Sign, other: Sign): boolean {
  if (sign === runWithoutColon) return other !== ":";
  if (other === runWithoutColon) return sign !== ":";
  return typeof sign === "symbol" || typeof other === "symbol" || sign === other;
}

/** Goes on within b: over a run that stays empty, and along what the run at hand can swallow. */
function extend(row: boolean[], sign: Sign | undefined, b: Pattern): boolean[] {
  b.forEach((other, j) => {
    if (!row[j]) return;
    if (isRun(other) || (sign !== undefined && meet(sign, other))) row[j + 1] = true;
  });
  return row;
}
