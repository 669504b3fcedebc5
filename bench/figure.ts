/** One measured figure beside its reference of the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference: number;
  /** value / reference. */
  readonly ratio: number;
}

export const figure = (name: string, value: number, unit: string, reference: number): Figure => ({
  name,
  value,
  unit,
  reference,
  ratio: value / reference,
});

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error("There is nothing to take the median of.");
  return middle;
}

const digits = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);

/** One line a person can read. */
export const formatFigure = ({ name, value, unit, reference, ratio }: Figure): string =>
  `${name.padEnd(24)} ${digits(value).padStart(10)} ${unit.padEnd(14)} reference ${digits(reference).padStart(10)}   ratio ${ratio.toFixed(ratio < 0.1 ? 4 : 2)}`;
