/** What explanations and warnings are written in. */
export type PolicyLanguage = "en" | "zh";
