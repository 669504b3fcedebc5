import { useState } from "react";
import type { SignatureScheme, SigningChoices } from "./signed-request.ts";

/** Nobody's: the console holds no AccessKey that it could sign with. */
const standInKey = { accessKeyId: "YOUR-ACCESS-KEY-ID", accessKeySecret: "YOUR-ACCESS-KEY-SECRET" };

export interface Signing {
  readonly scheme: SignatureScheme;
  readonly choices: SigningChoices;
  readonly setScheme: (scheme: SignatureScheme) => void;
  readonly choose: (choices: Partial<Omit<SigningChoices, "accessKeySecret">>) => void;
  /** With the time that it is, and another nonce. */
  readonly renew: () => void;
}

/** How the request that is shown is signed: time and nonce stay while somebody types. */
export function useSigning(): Signing {
  const [scheme, setScheme] = useState<SignatureScheme>("acs3");
  const [choices, setChoices] = useState<SigningChoices>(() => ({ ...standInKey, ...makeUnique(), place: "body" }));
  return {
    scheme,
    choices,
    setScheme,
    choose: (chosen) => setChoices((now) => ({ ...now, ...chosen })),
    renew: () => setChoices((now) => ({ ...now, ...makeUnique() })),
  };
}

function makeUnique(): Pick<SigningChoices, "time" | "nonce"> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return {
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    nonce: [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
  };
}
