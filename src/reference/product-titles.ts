import type { Language } from "../contract/language.ts";
import { type ProductCode, products } from "../contract/operation.ts";

const { ICE, RAM, STS, yike, Medialoft } = products;

/** The products' titles, as the vendor writes them in either language. */
export const productTitles: Readonly<Record<Language, Readonly<Record<ProductCode, string>>>> = {
  en: { ICE: ICE.title, RAM: RAM.title, STS: STS.title, yike: yike.title, Medialoft: Medialoft.title },
  zh: { ICE: "智能媒体服务", RAM: "访问控制", STS: "安全令牌服务", yike: yike.title, Medialoft: Medialoft.title },
};
