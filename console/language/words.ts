import { type Language, useLanguage } from "./language.tsx";

/** What a page says, in each language; all have the same shape, so that none can lack a sentence. */
export type Words<T> = Readonly<Record<Language, T>>;

/** The sentences of one page, in the language that is spoken. */
export const useWords = <T>(words: Words<T>): T => words[useLanguage().language];
