/** A title and aligned lines of names and values, as text. */
export function formatFacts(title: string, facts: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(facts).map((name) => name.length));
  const lines = Object.entries(facts).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `${[title, "", ...lines].join("\n")}\n`;
}

/** On standard output: it is what the command was asked for. */
export function printFacts(title: string, facts: Readonly<Record<string, string>>): void {
  process.stdout.write(formatFacts(title, facts));
}
