import type { Words } from "../language/words.ts";

interface SystemWords {
  readonly title: string;
  readonly lead: string;
  readonly accountLead: string;
  readonly refresh: { readonly pause: string; readonly resume: string };
  readonly asked: (time: string) => string;
  readonly stale: (time: string) => string;
  readonly signInLead: string;
  readonly health: {
    readonly title: string;
    readonly ready: string;
    readonly readyLead: string;
    readonly notReady: string;
    readonly notReadyLead: string;
    readonly unknown: string;
    readonly database: string;
    readonly disk: string;
    readonly writes: string;
    readonly policies: string;
    readonly ok: string;
    readonly failing: Readonly<Record<"database" | "disk" | "writes", string>>;
    readonly enforced: string;
    readonly soft: string;
    readonly unread: string;
  };
  readonly storage: {
    readonly title: string;
    readonly objects: (count: string, many: boolean) => string;
    readonly stored: string;
    readonly free: string;
    readonly share: (stored: string, free: string) => string;
    readonly own: (objects: string, bytes: string) => string;
    readonly uploads: string;
  };
  readonly jobs: {
    readonly title: string;
    readonly none: string;
    readonly noneLead: string;
    readonly kinds: Readonly<Record<string, string>>;
    readonly ready: string;
    readonly leased: string;
    readonly quarantined: string;
    readonly setAside: string;
  };
  readonly writing: {
    readonly title: string;
    readonly lead: string;
    readonly writes: string;
    readonly commits: string;
    readonly share: string;
    readonly syncs: string;
    readonly rate: string;
  };
  readonly about: {
    readonly title: string;
    readonly mode: string;
    readonly modes: Readonly<Record<string, string>>;
    readonly version: string;
    readonly node: string;
    readonly database: string;
    readonly schema: (version: number) => string;
    readonly uptime: string;
    readonly memory: string;
  };
  readonly walls: {
    readonly title: string;
    readonly lead: string;
    readonly untried: string;
    readonly names: Readonly<Record<string, string>>;
    readonly stands: string;
    readonly missing: string;
  };
  readonly metrics: {
    readonly title: string;
    readonly lead: string;
    readonly who: string;
    readonly open: string;
    readonly example: string;
  };
}

export const systemWords: Words<SystemWords> = {
  en: {
    title: "System",
    lead: "How this server is, what it stores and what it is doing.",
    accountLead:
      "What your account stores and what is under way for it. The server as a whole is shown to its first account.",
    refresh: { pause: "Pause", resume: "Go on" },
    asked: (time) => `Read at ${time}`,
    stale: (time) => `No answer since ${time}`,
    signInLead: "Storage, work under way and versions are shown to those who are signed in.",
    health: {
      title: "Health",
      ready: "Ready",
      readyLead: "Calls are answered and written.",
      notReady: "Not ready",
      notReadyLead: "Something below needs somebody who looks after this machine.",
      unknown: "The server does not answer.",
      database: "Database",
      disk: "Disk",
      writes: "Writing",
      policies: "Policies",
      ok: "fine",
      failing: {
        database: "It does not answer. See that its file or its server is there and sound.",
        disk: "The data folder cannot be read. See that its disk is mounted and sound.",
        writes:
          "A write could not be made durable, so nothing more is written. Start the server again once the disk is sound.",
      },
      enforced: "enforced",
      soft: "an account does not enforce them",
      unread: "not known",
    },
    storage: {
      title: "Storage",
      objects: (count, many) => `${count} ${many ? "objects" : "object"}`,
      stored: "stored",
      free: "free",
      share: (stored, free) => `${stored} stored, ${free} free`,
      own: (objects, bytes) => `Of your account: ${objects}, ${bytes}`,
      uploads: "Open uploads",
    },
    jobs: {
      title: "Work under way",
      none: "Nothing is waiting.",
      noneLead: "Files that are registered are read at once; work shows here while it goes on.",
      kinds: { "probe-asset": "Reading media files", "copy-remote": "Copying from other addresses" },
      ready: "Waiting",
      leased: "Under way",
      quarantined: "Set aside",
      setAside: "What is set aside failed again and again. The asset's StatusReason says why.",
    },
    writing: {
      title: "Writes",
      lead: "Since the start. Writes that arrive together share one commit.",
      writes: "Writes",
      commits: "Commits",
      share: "Writes a commit",
      syncs: "Syncs to disk",
      rate: "Writes a second",
    },
    about: {
      title: "This server",
      mode: "Mode",
      modes: { faithful: "faithful: as the vendor documents it", studio: "studio: beyond the vendor" },
      version: "Medialoft",
      node: "Node.js",
      database: "Database",
      schema: (version) => `tables of version ${version}`,
      uptime: "Running for",
      memory: "Memory",
    },
    walls: {
      title: "Walls around media files",
      lead: "Files are read by processes of their own, so that a hostile one reaches nothing.",
      untried: "They are built when the first file is read.",
      names: {
        network: "No network",
        privileges: "No privileges",
        limits: "No writing, little processor time",
        addressSpace: "Bounded address space",
        memoryWatch: "Memory is watched",
      },
      stands: "stands",
      missing: "not on this machine",
    },
    metrics: {
      title: "For monitoring",
      lead: "/metrics tells Prometheus of calls and their durations, decisions, uploads, jobs, sessions and commits, without names or ids.",
      who: "It is answered to this machine, or to the networks in MEDIALOFT_METRICS_NETWORKS. /healthz and /readyz are for everybody.",
      open: "Open /metrics",
      example: "Scrape configuration",
    },
  },
  zh: {
    title: "系统",
    lead: "本服务器的健康状况、存储用量与进行中的工作。",
    accountLead: "您账号的存储用量与进行中的工作。整个服务器的情况仅显示给首个账号。",
    refresh: { pause: "暂停刷新", resume: "继续刷新" },
    asked: (time) => `${time} 读取`,
    stale: (time) => `${time} 之后无响应`,
    signInLead: "存储用量、进行中的工作和版本信息仅显示给已登录的用户。",
    health: {
      title: "健康状况",
      ready: "就绪",
      readyLead: "可以响应调用并写入数据。",
      notReady: "未就绪",
      notReadyLead: "以下问题需要由维护这台机器的人处理。",
      unknown: "服务器没有响应。",
      database: "数据库",
      disk: "磁盘",
      writes: "写入",
      policies: "权限策略",
      ok: "正常",
      failing: {
        database: "没有响应。请检查其文件或服务是否正常。",
        disk: "无法读取数据文件夹。请检查其磁盘是否已挂载且正常。",
        writes: "有写入未能持久保存，因此不再写入任何内容。请在磁盘恢复正常后重新启动服务器。",
      },
      enforced: "强制执行",
      soft: "有账号未强制执行",
      unread: "未知",
    },
    storage: {
      title: "存储",
      objects: (count) => `${count} 个对象`,
      stored: "已存储",
      free: "可用",
      share: (stored, free) => `已存储 ${stored}，可用 ${free}`,
      own: (objects, bytes) => `您的账号：${objects}，${bytes}`,
      uploads: "未完成的上传",
    },
    jobs: {
      title: "进行中的工作",
      none: "没有等待中的工作。",
      noneLead: "媒资注册后会立即读取，进行中的工作显示在这里。",
      kinds: { "probe-asset": "读取媒体文件", "copy-remote": "从外部地址复制" },
      ready: "等待",
      leased: "执行中",
      quarantined: "已搁置",
      setAside: "搁置的工作已多次失败，原因见媒资的 StatusReason。",
    },
    writing: {
      title: "写入",
      lead: "自启动以来。同时到达的写入共用一次提交。",
      writes: "写入数",
      commits: "提交数",
      share: "每次提交的写入",
      syncs: "磁盘同步数",
      rate: "每秒写入",
    },
    about: {
      title: "本服务器",
      mode: "模式",
      modes: { faithful: "faithful：与厂商文档一致", studio: "studio：超出厂商的能力" },
      version: "Medialoft",
      node: "Node.js",
      database: "数据库",
      schema: (version) => `数据表版本 ${version}`,
      uptime: "已运行",
      memory: "内存",
    },
    walls: {
      title: "媒体文件的隔离",
      lead: "媒体文件由独立进程读取，恶意文件无法触及其他任何东西。",
      untried: "读取首个文件时建立隔离。",
      names: {
        network: "无网络",
        privileges: "无特权",
        limits: "不可写文件，限制处理器时间",
        addressSpace: "限制地址空间",
        memoryWatch: "监视内存",
      },
      stands: "已生效",
      missing: "本机不支持",
    },
    metrics: {
      title: "监控",
      lead: "/metrics 向 Prometheus 提供调用及耗时、鉴权结果、上传、任务、会话和提交的统计，不含名称或 ID。",
      who: "仅响应本机，或 MEDIALOFT_METRICS_NETWORKS 中的网络。/healthz 和 /readyz 对所有人开放。",
      open: "打开 /metrics",
      example: "抓取配置",
    },
  },
};
