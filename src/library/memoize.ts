/** Keeps what a pure function answered lately: at most `max` answers, all forgotten together. */
export function memoize<K extends string | number, V>(compute: (key: K) => V, max = 2000): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const value = compute(key);
    if (known.size >= max) known.clear();
    known.set(key, value);
    return value;
  };
}
