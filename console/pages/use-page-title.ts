import { useEffect } from "react";

/** The tab's title, which the shell also reads out when the page changes. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Medialoft`;
    dispatchEvent(new CustomEvent("medialoft:title", { detail: title }));
  }, [title]);
}

export function onPageTitle(listen: (title: string) => void): () => void {
  const handle = (event: Event) => listen(String((event as CustomEvent<string>).detail));
  addEventListener("medialoft:title", handle);
  return () => removeEventListener("medialoft:title", handle);
}
