/** The server itself: how it is, what is stored, what is under way. */
export const systemTexts: Readonly<Record<string, string>> = {
  "Tells how the server is, what is stored and what is under way.": "查询服务器的健康状况、存储用量和进行中的任务。",
  "Stored objects.": "存储的对象数。",
  "Their bytes.": "对象的总字节数。",
  "Multipart uploads that have begun and not ended.": "已开始、尚未结束的分片上传数。",
  "Work that is to be done, by kind and status; none when all is done.":
    "待完成的任务，按类型和状态统计；全部完成时为空。",
  "What they do, for instance probe-asset.": "任务类型，例如 probe-asset。",
  "ready for those that wait, leased for those under way, quarantined for those set aside.":
    "ready 表示等待中，leased 表示执行中，quarantined 表示已搁置。",
  "How many.": "数量。",
  "When the first of them was to start. UTC.": "其中最早一个应开始的时间（UTC）。",
  "All accounts together, and the server itself; only for callers of its first account.":
    "所有账号合计以及服务器本身的信息，仅返回给首个账号的调用方。",
  "Whether calls can be answered and written.": "是否可以响应调用并写入数据。",
  "faithful or studio.": "取值为 faithful 或 studio。",
  "enforce, soft when some account does not enforce policies, or unknown.":
    "取值为 enforce、soft（有账号未强制执行权限策略）或 unknown。",
  "ok, or what is wrong with the database.": "取值为 ok，否则说明数据库的问题。",
  "ok, or what is wrong with the disk.": "取值为 ok，否则说明磁盘的问题。",
  "ok, or what is wrong with writing.": "取值为 ok，否则说明写入的问题。",
  "What stands between a media worker and the machine; none before the first file is read.":
    "媒体工作进程与主机之间的隔离措施；在读取首个文件之前为空。",
  "Of Medialoft.": "Medialoft 的版本。",
  "Of Node.js.": "Node.js 的版本。",
  "sqlite or postgres.": "取值为 sqlite 或 postgres。",
  "Of the tables.": "数据表结构的版本。",
  "Since the start.": "启动以来的秒数。",
  "Resident memory.": "常驻内存。",
  "What is left on the disk of the data folder.": "数据文件夹所在磁盘的剩余空间。",
  "Commits since the start: on SQLite, writes that arrive together share one.":
    "启动以来的提交次数；使用 SQLite 时，同时到达的写入共用一次提交。",
  "Writes that were committed since the start.": "启动以来已提交的写入数。",
  "Syncs of the database's files since the start.": "启动以来数据库文件的同步次数。",
  "Objects are counted anew when the last count is older than half a minute.":
    "上次统计超过半分钟后，才会重新统计对象。",
  "Callers of other accounts than the first are told of their own account only.":
    "首个账号以外的调用方只能看到自己账号的信息。",
  "The whole server": "整个服务器",
};
