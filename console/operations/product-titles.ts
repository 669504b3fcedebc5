import type { ProductCode } from "../../src/contract/operation.ts";
import { productTitles } from "../../src/reference/product-titles.ts";
import { useWords } from "../language/words.ts";

/** The products' titles in the language that is spoken. */
export const useProductTitles = (): Readonly<Record<ProductCode, string>> => useWords(productTitles);
