const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const wellFormed = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The UTF-8 text in base64; line breaks are skipped. Undefined when it is no base64 or no UTF-8. */
export function decodeBase64Text(base64: string): string | undefined {
  const text = base64.replace(/[\r\n]/g, "");
  if (!wellFormed.test(text)) return undefined;
  let escaped = "";
  let bits = 0;
  let pending = 0;
  for (const character of text.replace(/=+$/, "")) {
    pending = ((pending << 6) | alphabet.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped += `%${((pending >> bits) & 0xff).toString(16).padStart(2, "0")}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
