import type { Audit } from "./audit.ts";
import type { Chance } from "./chance.ts";
import { hasBytes, type KnownAsset, type KnownObject, type KnownUpload, type Ledger, sizeOf } from "./ledger.ts";
import { completion, registration, settle, wholeOf } from "./load.ts";
import { type Answer, signForm, type Wire } from "./wire.ts";

export interface CheckParts {
  readonly wire: Wire;
  readonly ledger: Ledger;
  readonly audit: Audit;
  readonly chance: Chance;
  readonly round: number;
  /** The one file that media workers can read. */
  readonly video: Buffer;
  /** Looks at everything, and brings every open upload to its end. */
  readonly isLast: boolean;
}

const atOnce = 16;
const olderOnes = 150;

/** Compares a server that was started again with what the one before had acknowledged. */
export class Check {
  readonly problems: string[] = [];
  readonly counts = { objects: 0, assets: 0, uploads: 0, productions: 0 };
  readonly #parts: CheckParts;

  constructor(parts: CheckParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { ledger, isLast } = this.#parts;
    await this.#checkReplay();
    await this.#checkProductions();
    const objects = this.#choose();
    await eachOf(objects, (object) => this.#checkObject(object));
    const ended = ledger.uploads.filter(({ isOpen, object }) => !isOpen && object.round >= this.#parts.round);
    await eachOf(ended, (upload) => this.#checkEnded(upload));
    await eachOf(
      ledger.uploads.filter((upload) => upload.isOpen),
      (upload) => this.#checkUpload(upload, isLast),
    );
    await eachOf(
      objects.flatMap(({ asset }) => asset ?? []),
      (asset) => this.#checkAsset(asset),
    );
  }

  /** All that the last round has touched, and some of what is older. */
  #choose(): KnownObject[] {
    const { ledger, round, isLast, chance } = this.#parts;
    const older = ledger.objects.filter((object) => object.round < round).length;
    const isChosen = (object: KnownObject) =>
      isLast || object.round >= round || isUnsettled(object) || chance.happens(olderOnes / older);
    return ledger.objects.filter(isChosen);
  }

  async #checkReplay(): Promise<void> {
    const { lastForm } = this.#parts.ledger;
    if (lastForm === undefined) return;
    const { status, body } = await this.#parts.wire.call(lastForm);
    const code = JSON.parse(body.toString()).Code;
    if (code !== "SignatureNonceUsed") this.#report(`a call that was sent again was answered ${status} ${code}`);
  }

  async #checkProductions(): Promise<void> {
    const { ledger } = this.#parts;
    const listed = await this.#listProductions();
    const lost = ledger.productions.filter(
      ({ productionId, title }) => productionId && listed.get(title) !== productionId,
    );
    for (const { title } of lost) this.#report(`production ${title} is gone`);
    for (const production of ledger.productions) production.productionId = listed.get(production.title);
    const kept = ledger.productions.filter((production) => production.productionId !== undefined);
    ledger.productions.splice(0, Number.POSITIVE_INFINITY, ...kept);
    this.counts.productions = kept.length;
  }

  async #listProductions(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let token: string | undefined = ""; token !== undefined; ) {
      const input = { MaxResults: "50", ...(token ? { NextToken: token } : {}) };
      const page: ProductionPage = await this.#call("ListYikeProductions", input);
      for (const { Title, ProductionId } of page.ProductionList) found.set(Title, ProductionId);
      token = page.NextToken;
    }
    return found;
  }

  async #checkObject(object: KnownObject): Promise<void> {
    const { round } = this.#parts;
    this.counts.objects++;
    const answer = await this.#parts.wire.object({ method: "GET", key: object.key });
    const possible = [object.body, ...object.pending.map((wish) => wish.body)];
    const found = possible.findIndex((body) => isAnswered(answer, body));
    if (found < 0) {
      const expected = possible.map((body) => (body ? `${sizeOf(body)} bytes` : "nothing")).join(" or ");
      this.#report(`${object.key}: answered ${answer.status} with ${answer.body.length} bytes, expected ${expected}`);
    }
    settle(object, possible[Math.max(found, 0)], isUnsettled(object) ? round : object.round);
  }

  async #checkEnded({ uploadId, object }: KnownUpload): Promise<void> {
    const { status } = await this.#parts.wire.object({
      method: "GET",
      key: object.key,
      query: [["uploadId", uploadId]],
    });
    if (status !== 404) this.#report(`upload ${uploadId} was ended and answers ${status}`);
  }

  async #checkUpload(upload: KnownUpload, ends: boolean): Promise<void> {
    const { wire, chance } = this.#parts;
    const { object, uploadId, ending } = upload;
    this.counts.uploads++;
    const answer = await wire.object({ method: "GET", key: object.key, query: [["uploadId", uploadId]] });
    const isFinished = ending === "complete" && hasBytes(Buffer.concat(object.body ?? []), wholeOf(upload.parts));
    if (answer.status === 200 && !isFinished) this.#compareParts(upload, answer.body.toString());
    else if (answer.status !== 404 || !(isFinished || ending === "abort"))
      this.#report(
        `upload ${uploadId}: its parts were answered with ${answer.status}, ending ${ending ?? "not asked"}`,
      );
    upload.isOpen = answer.status === 200;
    upload.ending = undefined;
    if (isFinished || (upload.isOpen && (ending === "complete" || ends || chance.happens(0.3))))
      await this.#completeUpload(upload);
  }

  /** Also what a client does that was not answered: it asks again. */
  async #completeUpload(upload: KnownUpload): Promise<void> {
    const { wire, round } = this.#parts;
    if (upload.parts.size === 0) return;
    const { status, body } = await wire.object(completion(upload));
    if (status !== 200) this.#report(`upload ${upload.uploadId} could not be completed: ${status} ${body}`);
    upload.isOpen = false;
    settle(upload.object, wholeOf(upload.parts), round);
    await this.#checkObject(upload.object);
  }

  #compareParts(upload: KnownUpload, xml: string): void {
    const listed = new Map(
      [...xml.matchAll(/<Part><PartNumber>(\d+)<.*?<ETag>\W*(?:quot;)?(\w{32})/g)].map(([, number, etag]) => [
        Number(number),
        etag,
      ]),
    );
    const numbers = new Set([...listed.keys(), ...upload.parts.keys(), ...upload.pending.keys()]);
    for (const number of numbers) {
      const possible = [upload.parts.get(number), ...(upload.pending.has(number) ? [upload.pending.get(number)] : [])];
      const found = possible.find((part) => part?.etag === listed.get(number));
      if (!possible.some((part) => part?.etag === listed.get(number)))
        this.#report(`upload ${upload.uploadId}: part ${number} is listed as ${listed.get(number) ?? "absent"}`);
      if (found) upload.parts.set(number, found);
    }
    upload.pending.clear();
  }

  async #checkAsset(asset: KnownAsset): Promise<void> {
    this.counts.assets++;
    if (asset.mediaId === undefined) await this.#registerAgain(asset);
    const { status, body } = await this.#parts.wire.call(
      signForm("GetYikeAssetMediaInfo", { MediaId: String(asset.mediaId) }),
    );
    const { MediaInfo: info } = JSON.parse(body.toString());
    const state = status === 404 ? "purged" : info?.BizData.IsLogicalDeleted === "1" ? "binned" : "live";
    if (state !== asset.state && state !== asset.pending)
      this.#report(`asset ${asset.mediaId} of ${asset.object.key} is ${state} instead of ${asset.state} (${status})`);
    asset.state = state;
    asset.pending = undefined;
    if (state !== "purged") this.#compareFields(asset, info);
  }

  /** A registration that was not answered is either there as a whole, or is not there at all. */
  async #registerAgain(asset: KnownAsset): Promise<void> {
    const { audit, wire } = this.#parts;
    const [earlier] = audit.mediaIdsOf(asset.object.key);
    const { MediaId } = await this.#call<{ MediaId: string }>(
      "RegisterYikeAssetMediaInfo",
      registration(asset, wire.bucket),
    );
    if (earlier !== undefined && MediaId !== earlier)
      this.#report(`${asset.object.key} was registered as ${earlier}, and then again as ${MediaId}`);
    asset.mediaId = MediaId;
    await until(() => audit.preparing() === 0);
  }

  #compareFields(asset: KnownAsset, info: AssetInfo): void {
    const { object, mediaType, production } = asset;
    const { MediaBasicInfo: basic, BizData: biz, FileInfoList: files } = info;
    const expected = {
      MediaType: mediaType,
      Status: mediaType === "text" || object.body?.[0] === this.#parts.video ? "Normal" : "PrepareFail",
      Key: object.key,
      ProductionId: production?.productionId ?? biz.ProductionId,
      FileSize: String(sizeOf(object.body ?? [])),
    };
    const found = {
      MediaType: basic.MediaType,
      Status: basic.Status,
      Key: decodeURIComponent(new URL(String(basic.InputURL)).pathname)
        .split("/")
        .slice(2)
        .join("/"),
      ProductionId: biz.ProductionId,
      FileSize: files[0]?.FileBasicInfo.FileSize,
    };
    if (JSON.stringify(found) !== JSON.stringify(expected))
      this.#report(`asset ${asset.mediaId} is ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  }

  async #call<T>(action: string, input: Record<string, string>): Promise<T> {
    const { body } = await this.#parts.wire.call(signForm(action, input));
    return JSON.parse(body.toString()) as T;
  }

  #report(problem: string): void {
    this.problems.push(problem);
  }
}

interface ProductionPage {
  readonly ProductionList: readonly { readonly Title: string; readonly ProductionId: string }[];
  readonly NextToken?: string;
}

interface AssetInfo {
  readonly MediaBasicInfo: Record<string, string>;
  readonly BizData: Record<string, string>;
  readonly FileInfoList: readonly { readonly FileBasicInfo: Record<string, string> }[];
}

const isUnsettled = ({ pending, asset }: KnownObject): boolean =>
  pending.length > 0 || (asset !== undefined && (asset.mediaId === undefined || asset.pending !== undefined));

const isAnswered = ({ status, body }: Answer, expected: KnownObject["body"]): boolean =>
  expected === undefined ? status === 404 : status === 200 && hasBytes(body, expected);

async function eachOf<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

const patienceMs = 60_000;

/** Waits until it holds; answers false when it never does. */
export async function until(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
