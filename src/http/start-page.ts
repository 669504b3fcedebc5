export interface StartPageFacts {
  readonly publicApiUrl: string;
  readonly publicObjectUrl: string;
  readonly mode: string;
}

/** What is shown where no console is built. */
export const startPage = ({ publicApiUrl, publicObjectUrl, mode }: StartPageFacts): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Medialoft</title>
<style nonce="MEDIALOFT_CSP_NONCE">:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:15vh auto;padding:0 1.5rem}
h1{font-size:1.5rem}dt{opacity:.7}dd{margin:0 0 1rem}code{font-size:1.05em}</style></head>
<body><h1>Medialoft is running</h1><dl>
<dt>API address, for the endpoint of Alibaba's SDKs</dt><dd><code>${publicApiUrl}</code></dd>
<dt>Object address, for uploads and downloads</dt><dd><code>${publicObjectUrl}</code></dd>
<dt>Mode</dt><dd><code>${mode}</code></dd>
<dt>Health</dt><dd><a href="/readyz">/readyz</a></dd></dl></body></html>
`;
