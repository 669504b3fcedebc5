import { z } from "zod";

export const modeOutput = { Mode: z.string().meta({ description: "enforce or soft." }) };
