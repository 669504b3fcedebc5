import type { Words } from "../language/words.ts";

interface DownloadWords {
  readonly download: string;
  readonly hint: string;
  readonly done: (file: string) => string;
}

export const downloadWords: Words<DownloadWords> = {
  en: {
    download: "Download project",
    hint: "A zip with this code, pinned packages, a README and an example of the environment. It holds no AccessKey.",
    done: (file) => `${file} is downloaded.`,
  },
  zh: {
    download: "下载项目",
    hint: "压缩包内含这段代码、固定版本的依赖、README 和环境变量示例，不含任何 AccessKey。",
    done: (file) => `已下载 ${file}。`,
  },
};
