const denied = ["camera", "microphone", "geolocation", "payment", "usb", "serial", "hid", "midi", "display-capture"];

/** Of everything that a browser shows or that the console's door answers: no other site may frame, open or read it. */
export const guardedHeaders: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Permissions-Policy": denied.map((feature) => `${feature}=()`).join(", "),
};

/** Of an answer that is no page: whatever a browser makes of it, nothing in it runs. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** Of a page: scripts only from this server's files, uploads and media from the object port, and nothing from anywhere else. */
export const pagePolicy = (nonce: string, objectOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    `img-src 'self' data: blob: ${objectOrigin}`,
    `media-src 'self' blob: ${objectOrigin}`,
    `connect-src 'self' ${objectOrigin}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
