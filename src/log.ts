import { pino } from "pino";

/** Lines of JSON on standard error; standard output belongs to the ready line. */
export const createLog = (level: string) => pino({ level, base: undefined }, pino.destination({ fd: 2, sync: true }));
