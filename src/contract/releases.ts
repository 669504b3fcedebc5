/** What somebody who uses a release notices. */
export interface Change {
  /** The operations that it is about; none when it is about the server as a whole. */
  readonly operations: readonly string[];
  readonly text: { readonly en: string; readonly zh: string };
}

export interface Release {
  readonly version: string;
  /** yyyy-mm-dd; undefined until it is out. */
  readonly date: string | undefined;
  /** Operations that are there for the first time; of the first release, all that no later one names. */
  readonly added: readonly string[];
  readonly changes: readonly Change[];
}

/** The newest first. A test holds the first of them to package.json, and names of operations to what there is. */
export const releases: readonly [Release, ...Release[]] = [
  {
    version: "0.1.0",
    date: undefined,
    added: [],
    changes: [
      {
        operations: [],
        text: {
          en: "The asset library of Yike, the RPC and OSS protocols, RAM and STS, and a console with an Explorer.",
          zh: "Yike 媒资库，RPC 与 OSS 协议，RAM 与 STS，以及带有 Explorer 的控制台。",
        },
      },
    ],
  },
];

export const currentVersion: string = releases[0].version;

/** What became of one operation, release by release: the one that it came with last. */
export interface OperationHistory {
  readonly since: string;
  readonly changes: readonly { readonly version: string; readonly text: Change["text"] }[];
}

export function historyOf(operation: string, all: readonly Release[] = releases): OperationHistory {
  const came = all.find(({ added }) => added.includes(operation)) ?? all.at(-1);
  return {
    since: came?.version ?? "",
    changes: all.flatMap(({ version, changes }) =>
      changes.filter(({ operations }) => operations.includes(operation)).map(({ text }) => ({ version, text })),
    ),
  };
}
