/** The bytes of an object or a part, in pieces. */
export type Body = readonly Uint8Array[];

/** A key, and what the server has said of it. */
export interface KnownObject {
  readonly key: string;
  /** The round that last changed it. */
  round: number;
  /** As acknowledged last; undefined when there is none. */
  body: Body | undefined;
  /** What was asked for and not answered. */
  readonly pending: { readonly body: Body | undefined }[];
  asset: KnownAsset | undefined;
}

type AssetState = "live" | "binned" | "purged";

export interface KnownAsset {
  /** Undefined while its registration is not answered. */
  mediaId: string | undefined;
  readonly object: KnownObject;
  readonly mediaType: "text" | "video";
  /** Undefined for the account's default one. */
  readonly production: KnownProduction | undefined;
  state: AssetState;
  /** What was asked for and not answered. */
  pending: AssetState | undefined;
}

export interface KnownPart {
  readonly body: Body;
  readonly etag: string;
}

export interface KnownUpload {
  readonly uploadId: string;
  readonly object: KnownObject;
  readonly parts: Map<number, KnownPart>;
  readonly pending: Map<number, KnownPart>;
  /** What was asked for and not answered. */
  ending: "complete" | "abort" | undefined;
  isOpen: boolean;
}

export interface KnownProduction {
  readonly title: string;
  /** Undefined while its making is not answered. */
  productionId: string | undefined;
}

/** Everything that was asked of the server over all rounds, and what it acknowledged. */
export class Ledger {
  readonly objects: KnownObject[] = [];
  readonly uploads: KnownUpload[] = [];
  readonly productions: KnownProduction[] = [];
  /** An acknowledged write, as it was sent. */
  lastForm: string | undefined;
  /** Request ids of acknowledged writes whose audit rows were not looked for yet. */
  readonly writes: string[] = [];
  /** Requests that are under way. */
  inFlight = 0;
  #acknowledged = 0;
  #waiting: { readonly count: number; readonly resolve: () => void } | undefined;

  get acknowledged(): number {
    return this.#acknowledged;
  }

  acknowledge(): void {
    this.#acknowledged++;
    if (this.#waiting && this.#acknowledged >= this.#waiting.count) this.#waiting.resolve();
  }

  /** Resolves with the answer of that number, counted over all rounds. */
  reach(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { count, resolve };
    });
  }

  addObject(key: string, round: number): KnownObject {
    const object: KnownObject = { key, round, body: undefined, pending: [], asset: undefined };
    this.objects.push(object);
    return object;
  }
}

export const sizeOf = (body: Body): number => body.reduce((sum, piece) => sum + piece.byteLength, 0);

export function hasBytes(bytes: Buffer, body: Body | undefined): boolean {
  return body !== undefined && bytes.equals(Buffer.concat(body));
}
