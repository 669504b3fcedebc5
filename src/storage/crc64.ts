/** A polynomial over GF(2) below degree 64, bits reversed as in the CRC: the highest bit of `high` is the coefficient of x^0. */
interface Polynomial {
  readonly high: number;
  readonly low: number;
}

const ecmaHigh = 0xc96c5795;
const ecmaLow = 0xd7870f42;

function multiply(a: Polynomial, b: Polynomial): Polynomial {
  let { high: factorHigh, low: factorLow } = b;
  let high = 0;
  let low = 0;
  for (let bit = 0; bit < 64; bit++) {
    const isSet = bit < 32 ? (a.high >>> (31 - bit)) & 1 : (a.low >>> (63 - bit)) & 1;
    if (isSet) {
      high ^= factorHigh;
      low ^= factorLow;
    }
    const carry = factorLow & 1;
    factorLow = (factorLow >>> 1) | (factorHigh << 31);
    factorHigh >>>= 1;
    if (carry) {
      factorHigh ^= ecmaHigh;
      factorLow ^= ecmaLow;
    }
  }
  return { high: high >>> 0, low: low >>> 0 };
}

/** x^(8 × 2^index). */
const powersOfByte: Polynomial[] = [{ high: 0x00800000, low: 0 }];

function powerOfByte(index: number): Polynomial {
  const known = powersOfByte[index];
  if (known) return known;
  const half = powerOfByte(index - 1);
  const power = multiply(half, half);
  powersOfByte[index] = power;
  return power;
}

/** x^(8 × bytes): what appending so many bytes does to the CRC of what stands before them. */
function shiftBy(bytes: number): Polynomial {
  let shift: Polynomial = { high: 0x80000000, low: 0 };
  for (let left = bytes, index = 0; left > 0; left = Math.floor(left / 2), index++) {
    if (left % 2 === 1) shift = multiply(shift, powerOfByte(index));
  }
  return shift;
}

function parse(decimal: string): Polynomial {
  const value = BigInt(decimal);
  return { high: Number(value >> 32n), low: Number(value & 0xffffffffn) };
}

const format = ({ high, low }: Polynomial): string => ((BigInt(high) << 32n) | BigInt(low)).toString();

/** The CRC64 (ECMA-182 as OSS uses it, decimal) of pieces put together, from the CRC64 and the length of each. */
export function combineCrc64(pieces: Iterable<{ readonly crc64: string; readonly sizeBytes: number }>): string {
  const shifts = new Map<number, Polynomial>();
  let whole: Polynomial = { high: 0, low: 0 };
  for (const { crc64, sizeBytes } of pieces) {
    const shift = shifts.get(sizeBytes) ?? shiftBy(sizeBytes);
    shifts.set(sizeBytes, shift);
    const moved = multiply(shift, whole);
    const piece = parse(crc64);
    whole = { high: (moved.high ^ piece.high) >>> 0, low: (moved.low ^ piece.low) >>> 0 };
  }
  return format(whole);
}
