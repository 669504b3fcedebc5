const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** What XML 1.0 cannot say, not even escaped. */
const unspeakable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as it stands in an element or an attribute; what no XML can hold is left out. */
export const escapeXml = (text: string): string =>
  text.replace(unspeakable, "").replace(/[&<>"]/g, (character) => entities[character] ?? character);
