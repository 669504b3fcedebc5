import { createHash, randomBytes } from "node:crypto";
import type { Chance } from "./chance.ts";
import type { Body, KnownAsset, KnownObject, KnownPart, KnownProduction, KnownUpload, Ledger } from "./ledger.ts";
import { type Answer, CutOff, type ObjectRequest, signForm, type Wire } from "./wire.ts";

/** Pieces of it are the bodies: random, so that no two are alike. */
const pool = randomBytes(16 * 1024 ** 2);
const smallestPart = 102_400;

export interface LoadParts {
  readonly wire: Wire;
  readonly ledger: Ledger;
  readonly chance: Chance;
  readonly round: number;
  readonly client: number;
  /** A file that the media workers can read. */
  readonly video: Buffer;
}

/** One of many clients; each works on keys of its own, one thing after the other, until the line is cut. */
export class LoadClient {
  readonly #parts: LoadParts;
  readonly #own: KnownObject[] = [];
  #names = 0;

  constructor(parts: LoadParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    try {
      for (;;) await this.#doSomething();
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
    }
  }

  #doSomething(): Promise<void> {
    const { chance } = this.#parts;
    const kinds = ["put", "put", "put", "parts", "register", "register", "register", "delete", "production"] as const;
    switch (chance.pick(kinds)) {
      case "parts":
        return this.#uploadInParts();
      case "register":
        return this.#register();
      case "delete":
        return this.#delete();
      case "production":
        return this.#makeProduction();
      default:
        return this.#put();
    }
  }

  async #put(): Promise<void> {
    const { chance, video } = this.#parts;
    const isVideo = chance.happens(0.05);
    const object =
      (!isVideo && chance.happens(0.3) && this.#pickUnregistered()) || this.#newObject(isVideo ? "mp4" : "txt");
    const body = isVideo ? [video] : this.#body(chance.happens(0.04) ? 3_000_000 : chance.between(0, 40_000));
    await this.#change(object, body, () => this.#object({ method: "PUT", key: object.key, body }));
    await this.#readBack(object);
  }

  async #uploadInParts(): Promise<void> {
    const { chance } = this.#parts;
    const staysOpen = chance.happens(0.25);
    const object = (!staysOpen && chance.happens(0.3) && this.#pickUnregistered()) || this.#newObject("txt");
    const upload = await this.#initiate(object);
    const last = chance.between(1, 4);
    const numbers = Array.from({ length: last }, (_, index) => index + 1);
    const sizeOfPart = (number: number) => (number === last ? chance.between(1, 3000) : smallestPart);
    await Promise.all(numbers.map((number) => this.#sendPart(upload, number, this.#body(sizeOfPart(number)))));
    if (chance.happens(0.3)) await this.#sendPart(upload, last, this.#body(chance.between(1, 3000)));
    if (staysOpen) return;
    if (chance.happens(0.15)) await this.#abort(upload);
    else await this.#complete(upload);
  }

  async #initiate(object: KnownObject): Promise<KnownUpload> {
    const { body } = await this.#object({ method: "POST", key: object.key, query: [["uploads", ""]] });
    const uploadId = /<UploadId>(\w+)</.exec(body.toString())?.[1] ?? "";
    const upload = { uploadId, object, parts: new Map(), pending: new Map(), ending: undefined, isOpen: true };
    this.#parts.ledger.uploads.push(upload);
    return upload;
  }

  async #sendPart(upload: KnownUpload, number: number, body: Body): Promise<void> {
    const part = { body, etag: etagOf(body) };
    upload.pending.set(number, part);
    const query = partQuery(upload, number);
    const answer = await this.#object({ method: "PUT", key: upload.object.key, query, body });
    if (answer.etag !== `"${part.etag}"`) throw new Error(`A part was answered with ${answer.etag}.`);
    upload.pending.delete(number);
    upload.parts.set(number, part);
  }

  async #complete(upload: KnownUpload): Promise<void> {
    upload.ending = "complete";
    await this.#change(upload.object, wholeOf(upload.parts), () => this.#object(completion(upload)));
    upload.ending = undefined;
    upload.isOpen = false;
    await this.#readBack(upload.object);
  }

  async #abort(upload: KnownUpload): Promise<void> {
    upload.ending = "abort";
    const query = [["uploadId", upload.uploadId]] as const;
    await this.#object({ method: "DELETE", key: upload.object.key, query }, 204);
    upload.ending = undefined;
    upload.isOpen = false;
  }

  async #register(): Promise<void> {
    const { chance, ledger } = this.#parts;
    const object = this.#pickUnregistered();
    if (!object) return this.#put();
    const known = ledger.productions.filter((production) => production.productionId !== undefined);
    const asset: KnownAsset = {
      mediaId: undefined,
      object,
      mediaType: object.key.endsWith(".mp4") ? "video" : "text",
      production: chance.happens(0.3) ? chance.pick(known) : undefined,
      state: "live",
      pending: undefined,
    };
    object.asset = asset;
    const { MediaId } = await this.#call("RegisterYikeAssetMediaInfo", registration(asset, this.#parts.wire.bucket));
    asset.mediaId = String(MediaId);
  }

  async #delete(): Promise<void> {
    const { chance } = this.#parts;
    const assets = this.#own.flatMap(({ asset }) => (asset?.mediaId && asset.state !== "purged" ? [asset] : []));
    const asset = chance.pick(assets);
    if (!asset?.mediaId) return this.#register();
    const forEver = chance.happens(0.5);
    const input = { MediaIds: asset.mediaId, LogicDelete: String(!forEver) };
    asset.pending = forEver ? "purged" : "binned";
    if (forEver) asset.object.pending.push({ body: undefined });
    await this.#call("DeleteYikeAssetMediaInfos", input);
    asset.state = asset.pending;
    asset.pending = undefined;
    if (forEver) settle(asset.object, undefined, this.#parts.round);
  }

  async #makeProduction(): Promise<void> {
    const { ledger, round, client } = this.#parts;
    const title = `Production ${round}-${client}-${this.#names++}`;
    const production: KnownProduction = { title, productionId: undefined };
    ledger.productions.push(production);
    const { ProductionId } = await this.#call("CreateYikeProduction", { Title: production.title });
    production.productionId = String(ProductionId);
  }

  async #readBack(object: KnownObject): Promise<void> {
    if (!this.#parts.chance.happens(0.2)) return;
    const { body } = await this.#object({ method: "GET", key: object.key });
    if (object.body && Buffer.concat(object.body).equals(body)) return;
    throw new Error(`${object.key} did not read back as it was written.`);
  }

  async #change(object: KnownObject, body: Body, ask: () => Promise<unknown>): Promise<void> {
    object.pending.push({ body });
    await ask();
    settle(object, body, this.#parts.round);
  }

  async #call(action: string, input: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    const { wire, ledger } = this.#parts;
    const form = signForm(action, input);
    const answer = await this.#ask(() => wire.call(form), 200);
    ledger.lastForm = form;
    ledger.writes.push(answer.requestId);
    return JSON.parse(answer.body.toString());
  }

  async #object(request: ObjectRequest, expected = 200): Promise<Answer> {
    const answer = await this.#ask(() => this.#parts.wire.object(request), expected);
    if (request.method !== "GET") this.#parts.ledger.writes.push(answer.requestId);
    return answer;
  }

  async #ask(send: () => Promise<Answer>, expected: number): Promise<Answer> {
    const { ledger } = this.#parts;
    ledger.inFlight++;
    const answer = await send();
    ledger.inFlight--;
    if (answer.status !== expected) throw new Error(`Under load the server answered ${answer.status}: ${answer.body}`);
    ledger.acknowledge();
    return answer;
  }

  #newObject(extension: string): KnownObject {
    const { ledger, round, client } = this.#parts;
    const object = ledger.addObject(`crash/${round}/${client}/${this.#names++} é.${extension}`, round);
    this.#own.push(object);
    return object;
  }

  #pickUnregistered(): KnownObject | undefined {
    return this.#parts.chance.pick(this.#own.filter(({ body, asset }) => body !== undefined && asset === undefined));
  }

  #body(sizeBytes: number): Body {
    const start = this.#parts.chance.between(0, pool.length - sizeBytes);
    return [pool.subarray(start, start + sizeBytes)];
  }
}

/** Says what the server is known to hold now. */
export function settle(object: KnownObject, body: Body | undefined, round: number): void {
  object.body = body;
  object.pending.length = 0;
  object.round = round;
}

function etagOf(body: Body): string {
  const md5 = createHash("md5");
  for (const piece of body) md5.update(piece);
  return md5.digest("hex").toUpperCase();
}

const inOrder = (parts: ReadonlyMap<number, KnownPart>) => [...parts].sort(([one], [other]) => one - other);

export const wholeOf = (parts: ReadonlyMap<number, KnownPart>): Body => inOrder(parts).flatMap(([, part]) => part.body);

const partQuery = ({ uploadId }: KnownUpload, number: number): NonNullable<ObjectRequest["query"]> => [
  ["partNumber", String(number)],
  ["uploadId", uploadId],
];

export function completion({ object, uploadId, parts }: KnownUpload): ObjectRequest {
  const list = inOrder(parts).map(
    ([number, { etag }]) => `<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag></Part>`,
  );
  const body = Buffer.from(`<CompleteMultipartUpload>${list.join("")}</CompleteMultipartUpload>`);
  return { method: "POST", key: object.key, query: [["uploadId", uploadId]], body: [body] };
}

export function registration({ object, mediaType, production }: KnownAsset, bucket: string): Record<string, string> {
  return {
    InputURL: `oss://${bucket}/${object.key}`,
    MediaType: mediaType,
    ...(production?.productionId === undefined ? {} : { ProductionId: production.productionId }),
  };
}
