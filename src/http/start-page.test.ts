import { expect, test } from "vitest";
import { startPage } from "./start-page.ts";

test("the start page says where the two addresses are and which mode it is, and its style waits for a nonce", () => {
  const facts = { publicApiUrl: "http://a.example", publicObjectUrl: "http://o.example:81", mode: "studio" };
  const page = startPage(facts);
  for (const fact of Object.values(facts)) expect(page).toContain(`<code>${fact}</code>`);
  expect(page).toContain('<style nonce="MEDIALOFT_CSP_NONCE">');
});
