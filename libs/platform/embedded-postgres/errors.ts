/** Something that stops the embedded PostgreSQL from serving. `code` is stable; the message is for the person at the console. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Another living process owns the data folder. */
export class DataDirInUseError extends EmbeddedPostgresError {
  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(
      'data-dir-in-use',
      `数据目录 ${dataDir} 正被进程 ${pid} 使用。请先停止该进程，或用 DATA_DIR 指定另一目录。\n` +
        `The data folder ${dataDir} is in use by process ${pid}. Stop that process first, or name another folder with DATA_DIR.`,
    );
  }
}

/** The data folder cannot be created or written. */
export class DataDirUnwritableError extends EmbeddedPostgresError {
  constructor(
    readonly dataDir: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      'data-dir-unwritable',
      `无法写入数据目录 ${dataDir}（${reason}）。请检查权限，或用 DATA_DIR 指定另一目录。\n` +
        `The data folder ${dataDir} cannot be written (${reason}). Check its permissions, or name another folder with DATA_DIR.`,
      { cause },
    );
  }
}

/** The folder holds files that are not ours; nothing in it was touched. */
export class DataDirForeignError extends EmbeddedPostgresError {
  constructor(
    readonly dataDir: string,
    found: string,
  ) {
    super(
      'data-dir-foreign',
      `目录 ${dataDir} 中已有不属于本系统的内容（${found}），未作任何改动。请用 DATA_DIR 指定一个空目录。\n` +
        `The folder ${dataDir} holds something that is not ours (${found}); nothing was touched. Name an empty folder with DATA_DIR.`,
    );
  }
}

/** The cluster was made by another major version of PostgreSQL; nothing in it was touched. */
export class DataDirVersionError extends EmbeddedPostgresError {
  constructor(
    readonly dataDir: string,
    readonly found: string,
    readonly expected: string,
  ) {
    super(
      'data-dir-version',
      `数据目录 ${dataDir} 由 PostgreSQL ${found} 建立，本程序自带 PostgreSQL ${expected}，未作任何改动。请用原版本程序导出后再导入。\n` +
        `The data folder ${dataDir} was made by PostgreSQL ${found}, this program brings PostgreSQL ${expected}; nothing was touched. ` +
        `Export with the version that made it, then import here.`,
    );
  }
}

/** The user that runs the server may not enter a folder above the data. */
export class DataDirUnreachableError extends EmbeddedPostgresError {
  constructor(
    readonly dataDir: string,
    readonly blockedAt: string,
    uid: number,
  ) {
    super(
      'data-dir-unreachable',
      `运行 PostgreSQL 的用户（uid ${uid}）无法进入目录 ${blockedAt}，因此无法使用 ${dataDir}。请用 DATA_DIR 指定其可进入的目录，例如 /var/lib/branch-accountability。\n` +
        `The user that runs PostgreSQL (uid ${uid}) may not enter ${blockedAt}, so it cannot use ${dataDir}. ` +
        `Name a folder that it can enter with DATA_DIR, for example /var/lib/branch-accountability.`,
    );
  }
}

/** The server or one of its programs failed; the end of its output is in the message. */
export class ServerFailedError extends EmbeddedPostgresError {
  constructor(what: string, output: string, options?: ErrorOptions) {
    super(
      'server-failed',
      `内置 PostgreSQL 出错 · The embedded PostgreSQL failed: ${what}\n${output}`.trimEnd(),
      options,
    );
  }
}
