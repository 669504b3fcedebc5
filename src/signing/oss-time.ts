const basicTime = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const httpDate = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** `yyyymmddTHHMMSSZ` as epoch milliseconds; undefined when it is anything else. */
export function parseBasicTime(text: string): number | undefined {
  const parts = basicTime.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return known(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`));
}

/** The date of an HTTP header as epoch milliseconds; undefined when it is anything else. */
export const parseHttpDate = (text: string): number | undefined =>
  httpDate.test(text) ? known(Date.parse(text)) : undefined;

const known = (time: number): number | undefined => (Number.isNaN(time) ? undefined : time);
