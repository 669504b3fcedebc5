/** How an audit row's id begins: in the order of ids rows stand as in time, on every database and whatever its collation. */
export const formatAuditTime = (at: number): string => at.toString(36).padStart(9, "0");

/** When the row of this id was written about, in epoch milliseconds. */
export const parseAuditTime = (auditId: string): number => Number.parseInt(auditId.slice(0, 9), 36);

const pattern = /^[0-9a-z]{9}-[0-9a-z]{4}-[0-9a-f]{8}$/;

export const isAuditId = (text: string): boolean => pattern.test(text);
