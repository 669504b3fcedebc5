import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { isInlineType, sniffInlineType } from "./sniff.ts";

const sample = (name: string) => readFile(new URL(`../../test/samples/${name}`, import.meta.url));
const sniff = (text: string) => sniffInlineType(Buffer.from(text, "latin1"));

describe("the type of bytes", () => {
  test.each([
    ["video.mp4", "video/mp4"],
    ["video.webm", "video/webm"],
    ["turned.mov", "video/quicktime"],
    ["tone.m4a", "audio/mp4"],
    ["tone.mp3", "audio/mpeg"],
    ["cover.mp3", "audio/mpeg"],
    ["tone.flac", "audio/flac"],
    ["tone.ogg", "audio/ogg"],
    ["tone.wav", "audio/wav"],
    ["picture.jpg", "image/jpeg"],
    ["picture.png", "image/png"],
    ["moving.gif", "image/gif"],
    ["picture.webp", "image/webp"],
    ["picture.avif", "image/avif"],
  ])("%s may be shown as %s", async (name, type) => {
    expect(sniffInlineType(await sample(name))).toBe(type);
    expect(isInlineType(type)).toBe(true);
  });

  test.each(["tiles.heic", "picture.bmp", "picture.tiff", "languages.mkv", "captions.srt"])(
    "%s is nothing that a browser shows safely",
    async (name) => {
      expect(sniffInlineType(await sample(name))).toBeUndefined();
    },
  );

  test.each([
    ["a page", "<!DOCTYPE html><script>alert(1)</script>"],
    ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ["XML", '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'],
    ["a document", "%PDF-1.7"],
    ["script", "alert(1)"],
    ["an animation that is none", "GIF8<script>"],
    ["a container of something else", "RIFF\0\0\0\0<svg"],
    ["one byte", "\xff"],
    ["nothing", ""],
  ])("%s is nothing that a browser shows safely", (_, text) => {
    expect(sniff(text)).toBeUndefined();
  });

  test("sound without a tag is told by its first frame", () => {
    expect(sniff("\xff\xfb\x90\x00")).toBe("audio/mpeg");
    expect(sniff("\xff\xf3\x90\x00")).toBe("audio/mpeg");
    expect(sniff("\xff\xf1\x50\x80")).toBe("audio/aac");
    expect(sniff("\xff\xfe<\0s\0")).toBeUndefined();
  });

  test("an AVIF that calls itself a general picture is one all the same", () => {
    expect(sniff("\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf")).toBe("image/avif");
    expect(sniff("\0\0\0\x18ftypmif1\0\0\0\0mif1heicavif")).toBeUndefined();
  });

  test.each(["text/html", "image/svg+xml", "application/pdf", "text/javascript", "application/octet-stream", ""])(
    "%s may not be chosen by a reader",
    (type) => {
      expect(isInlineType(type)).toBe(false);
    },
  );
});
