// Made by `npm run gen` from test/samples-run/runs.json.
import type { SampleId, SampleProof } from "./sample.ts";

export const sampleProofs: Readonly<Record<SampleId, SampleProof>> = {
  "typescript-esm": {
    "proof": "executed",
    "with": ["Node.js 26", "@alicloud/openapi-core 1.0.8", "@alicloud/ram20150501 1.2.1", "@alicloud/sts20150401 1.2.0"]
  },
  "typescript-cjs": {
    "proof": "executed",
    "with": ["Node.js 26", "@alicloud/openapi-core 1.0.8", "@alicloud/ram20150501 1.2.1", "@alicloud/sts20150401 1.2.0"]
  },
  "typescript-typed": { "proof": "not run", "with": [] },
  "python": { "proof": "compiled", "with": ["Python 3"] },
  "java": { "proof": "parsed", "with": ["the Java compiler"] },
  "go": { "proof": "parsed", "with": ["Go's formatter"] },
  "php": { "proof": "parsed", "with": ["PHP 8"] },
  "csharp": { "proof": "parsed", "with": ["Mono's C# compiler"] },
  "cli": { "proof": "parsed", "with": ["a POSIX shell"] },
  "curl": { "proof": "executed", "with": ["a POSIX shell", "OpenSSL", "curl"] }
};
