/** The known name that is most like the wanted one, in upper or lower case; undefined when none is known. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const folded = wanted.slice(0, 64).toLowerCase();
  const ranked = names.map((name) => ({ name, distance: editDistance(folded, name.toLowerCase()) }));
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** Levenshtein's: how many characters must change. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
