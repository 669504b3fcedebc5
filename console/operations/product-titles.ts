import { type ProductCode, products } from "../../src/contract/operation.ts";
import { useWords, type Words } from "../language/words.ts";

const { ICE, RAM, STS, yike, Medialoft } = products;

const titles: Words<Readonly<Record<ProductCode, string>>> = {
  en: { ICE: ICE.title, RAM: RAM.title, STS: STS.title, yike: yike.title, Medialoft: Medialoft.title },
  zh: { ICE: "智能媒体服务", RAM: "访问控制", STS: "安全令牌服务", yike: yike.title, Medialoft: Medialoft.title },
};

/** The products' titles in the language that is spoken. */
export const useProductTitles = (): Readonly<Record<ProductCode, string>> => useWords(titles);
