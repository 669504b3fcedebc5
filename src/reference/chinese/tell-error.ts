import { type ApiError, type ErrorDefinition, errorCatalogue, type Telling } from "../../contract/errors.ts";
import type { Language } from "../../contract/language.ts";
import { auditDetailTexts } from "./audit-details.ts";
import { consoleDoorTexts } from "./console-door.ts";
import { diagnosisTexts, schemaTexts } from "./diagnoses.ts";
import { errorTexts } from "./errors.ts";
import { fileTexts } from "./files.ts";
import { objectDoorTexts } from "./object-door.ts";
import { signatureTexts } from "./signatures.ts";
import { storageTexts } from "./storage.ts";

/** An error's diagnosis in this language. What was written in English only stands behind the error's cause and remedy. */
export function tellError(error: ApiError, language: Language = "en"): string {
  const { key, parameter = "", diagnosis, tell } = error;
  if (language === "en") return diagnosis;
  if (tell) return tell(language);
  const { cause, remedy }: ErrorDefinition = errorCatalogue[key];
  const fill = (text: string) => text.replaceAll("{name}", () => parameter);
  const general = fill(`${chineseOf(cause)}${chineseOf(remedy)}`);
  if (diagnosis === fill(`${cause} ${remedy}`)) return general;
  return translate(diagnosis) ?? `${general}\n${diagnosis}`;
}

/** A sentence of the server's own in this language; one that is not known stays as it is. */
export const tellSentence = (english: string, language: Language = "en"): string =>
  language === "en" ? english : (translate(english) ?? english);

/** Several such sentences, one after the other: a value in one of them may hold anything. */
export const tellSentences =
  (...english: readonly string[]): Telling =>
  (language) =>
    english.map((sentence) => tellSentence(sentence, language)).join(language === "en" ? " " : "");

const topics = [
  errorTexts,
  diagnosisTexts,
  signatureTexts,
  objectDoorTexts,
  storageTexts,
  consoleDoorTexts,
  fileTexts,
  auditDetailTexts,
  schemaTexts,
];
const texts = new Map(topics.flatMap((topic) => Object.entries(topic)));
const chineseOf = (english: string): string => texts.get(english) ?? english;

/** The more of a sentence is its own words, the earlier it is tried. */
const patterns = [...texts]
  .filter(([english]) => /\{\d\}/.test(english))
  .sort(([a], [b]) => b.length - a.length)
  .map(([english, chinese]) => ({ pattern: toPattern(english), chinese }));

function toPattern(english: string): RegExp {
  const parts = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+?)")}$`, "s");
}

/** A sentence that repeats more than that of what its reader sent: to find its pattern could take long. */
const longest = 2000;

function translate(english: string): string | undefined {
  const whole = texts.get(english);
  if (whole !== undefined) return whole;
  if (english.length > longest) return undefined;
  for (const { pattern, chinese } of patterns) {
    const [, ...values] = pattern.exec(english) ?? [];
    if (values.length > 0) return fillIn(chinese, values);
  }
  return undefined;
}

const fillIn = (chinese: string, values: readonly string[]): string =>
  chinese.replaceAll(/\{(\d)(!?)\}/g, (_, place: string, told: string) => {
    const value = values[Number(place)] ?? "";
    return told ? translateList(value) : value;
  });

/** A sentence or a word, or several words with commas between them. */
function translateList(english: string): string {
  const whole = translate(english);
  if (whole !== undefined) return whole;
  if (english.endsWith(".")) return english;
  return english
    .split(/, | and /)
    .map(chineseOrSame)
    .join("、");
}

const chineseOrSame = (english: string): string =>
  translate(english) ?? translate(english.replace(/^a /, "")) ?? english;
