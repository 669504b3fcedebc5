import { SaxesParser } from "saxes";
import { OssError } from "./errors.ts";

export interface ListedPart {
  readonly number: number;
  /** Upper case, without quotes. */
  readonly etag: string;
}

const malformed = (): OssError =>
  new OssError(
    400,
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema.",
  );

/** A list of parts is three deep. */
const maxDepth = 8;

/** Reads the body of a Complete. */
export function readPartList(xml: string): ListedPart[] {
  const parts: ListedPart[] = [];
  const path: string[] = [];
  let part: { PartNumber?: string; ETag?: string } = {};
  let text = "";
  const parser = new SaxesParser();
  parser.on("error", () => {
    throw malformed();
  });
  parser.on("doctype", () => {
    throw malformed();
  });
  parser.on("opentag", ({ name }) => {
    if (path.push(name) > maxDepth) throw malformed();
    text = "";
    if (path.join("/") === "CompleteMultipartUpload/Part") part = {};
  });
  const addText = (more: string): void => {
    text += more;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", ({ name }) => {
    const place = path.join("/");
    path.pop();
    if (place === `CompleteMultipartUpload/Part/${name}` && (name === "PartNumber" || name === "ETag"))
      part[name] = text.trim();
    if (place === "CompleteMultipartUpload/Part") parts.push(toPart(part));
  });
  parser.write(xml).close();
  if (parts.length === 0) throw malformed();
  return parts;
}

function toPart({ PartNumber = "", ETag = "" }: { PartNumber?: string; ETag?: string }): ListedPart {
  if (!/^\d{1,5}$/.test(PartNumber) || ETag === "") throw malformed();
  return { number: Number(PartNumber), etag: ETag.replace(/^"|"$/g, "").toUpperCase() };
}
