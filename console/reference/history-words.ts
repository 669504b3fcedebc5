import type { Words } from "../language/words.ts";

interface HistoryWords {
  readonly title: string;
  readonly since: (version: string) => string;
}

export const historyWords: Words<HistoryWords> = {
  en: { title: "Release notes", since: (version) => `Since ${version}.` },
  zh: { title: "版本说明", since: (version) => `自 ${version} 起提供。` },
};
