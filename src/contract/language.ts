/** What people are told things in. Names and messages that stand on the wire are the same in both. */
export type Language = "en" | "zh";

/** The language that an Accept-Language header wants most: English unless it names Chinese. */
export function chooseLanguage(header: string | undefined): Language {
  if (header === undefined || !/zh/i.test(header)) return "en";
  const wanted = header.split(",").flatMap((entry) => {
    const [, name, weight = "1"] = /^\s*(en|zh)(?:-[a-z0-9-]+)?(?:\s*;\s*q=([\d.]+))?\s*$/i.exec(entry) ?? [];
    return name === undefined ? [] : [{ isChinese: name.toLowerCase() === "zh", weight: Number(weight) }];
  });
  const [first] = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return first?.isChinese ? "zh" : "en";
}
