import type { TextMatcher } from "./glob.ts";

const [ice, yike] = ["ice:", "yike:"];

/**
 * Yike's operations are asked as those of `ice`, and policies may name them `yike:…` as well: a text matches that matches under
 * either name. `before` is what stands in front of the product.
 */
export function matchEitherName(matches: TextMatcher, before: "" | "acs:"): TextMatcher {
  const [asIce, asYike] = [before + ice, before + yike];
  return (text) => {
    if (matches(text)) return true;
    if (text.startsWith(asIce)) return matches(asYike + text.slice(asIce.length));
    return text.startsWith(asYike) && matches(asIce + text.slice(asYike.length));
  };
}

/** What a policy writes as Yike's, as it is asked. */
export const askedAction = (action: string): string => action.replace(/^yike:/i, ice);
export const askedResource = (resource: string): string => resource.replace(/^acs:yike:/, `acs:${ice}`);
