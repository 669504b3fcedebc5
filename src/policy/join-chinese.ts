/** Puts parts of a sentence together, with a blank where Chinese meets other writing. */
export const joinChinese = (...parts: readonly string[]): string =>
  parts.reduce((text, part) => `${text}${needsBlank(text.at(-1), part.at(0)) ? " " : ""}${part}`, "");

function needsBlank(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || isMark(before) || isMark(after)) return false;
  return isChinese(before) !== isChinese(after);
}

const isChinese = (character: string): boolean => /[\u4e00-\u9fff]/.test(character);
const isMark = (character: string): boolean => /[\s\u3000-\u303f\uff00-\uffef]/.test(character);
