export type Syntax = "typescript" | "python" | "java" | "go" | "php" | "csharp" | "shell" | "json" | "xml";

interface Piece {
  readonly kind: "comment" | "string" | "keyword" | "number" | undefined;
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const words: Readonly<Partial<Record<Syntax, string>>> = {
  typescript:
    "import|from|const|let|new|await|async|function|return|if|else|require|process|throw|try|catch|null|true|false",
  python: "import|from|def|class|return|if|else|with|as|for|in|try|except|raise|None|True|False|print",
  java: "import|package|public|private|static|final|class|void|new|return|throws|try|catch|var|null|true|false|String",
  go: "import|package|func|var|return|if|else|err|nil|true|false|map|string|panic|defer|range|for",
  php: "use|require|new|echo|function|return|try|catch|null|true|false|array",
  csharp: "using|namespace|class|static|public|async|await|new|var|return|string|null|true|false|Task",
  shell: "if|then|fi|for|in|do|done|set|export|printf|echo|local|return|function|aliyun|curl|openssl",
  json: "true|false|null",
};

const comments: Readonly<Partial<Record<Syntax, string>>> = {
  python: "#.*",
  shell: "(?<=^|\\s)#.*",
  json: "(?!)",
  xml: "<!--[^]*?-->",
};

/** Good enough to tell words from strings at a glance; nothing depends on it. */
export function splitCode(code: string, syntax: Syntax): readonly Piece[] {
  const comment = comments[syntax] ?? (syntax === "php" ? "//.*|#.*" : "//.*|/\\*[^]*?\\*/");
  const quoted = `"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|\`(?:\\\\.|[^\`\\\\])*\``;
  const keyword = `(?<![\\w.$-])(?:${words[syntax] ?? "(?!)"})(?![\\w-])`;
  const pattern = new RegExp(
    `(?<string>${quoted})|(?<comment>${comment})|(?<keyword>${keyword})|(?<number>\\b\\d+\\b)`,
    "gm",
  );
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: undefined, text: code.slice(end, match.index), at: end });
    pieces.push({ kind: kindOf(match.groups), text: match[0], at: match.index });
    end = match.index + match[0].length;
  }
  if (end < code.length) pieces.push({ kind: undefined, text: code.slice(end), at: end });
  return pieces;
}

function kindOf(groups: Readonly<Record<string, string | undefined>> = {}): Piece["kind"] {
  return (["string", "comment", "keyword", "number"] as const).find((kind) => groups[kind] !== undefined);
}
