import { Command } from 'commander';
import { createLogger } from '#platform/telemetry/logger.js';
import { backup } from './commands/backup.js';
import type { BackupOptions } from './commands/backup.js';
import { exportLog } from './commands/export.js';
import type { ExportOptions } from './commands/export.js';
import { importLog } from './commands/import.js';
import { rebuild } from './commands/rebuild.js';
import type { RebuildOptions } from './commands/rebuild.js';
import { removeText } from './commands/remove-text.js';
import { replay, requestOf } from './commands/replay.js';
import type { ReplayOptions } from './commands/replay.js';
import { restore } from './commands/restore.js';
import { status } from './commands/status.js';
import { verify } from './commands/verify.js';
import { inspecting } from './inspecting.js';
import type { Settings, Work } from './inspecting.js';
import type { Terminal } from './terminal.js';

interface Json {
  readonly json: boolean;
}

const OUT_OPTION = ['--out <file>', '写入文件，缺省为标准输出 / into a file instead of standard output'] as const;
const FORCE_OPTION = ['--force', '覆盖已有文件 / replace a file that is there', false] as const;
const JSON_OPTION = ['--json', '以 JSON 输出 / as JSON', false] as const;

/** The command line. `finish` is told the exit code of a command that came to its end. */
export const cliProgram = (terminal: Terminal, settings: Settings, finish: (exitCode: number) => void): Command => {
  const program = new Command('branch-accountability')
    .description('述职评议与整改跟踪 / annual reviews and their follow-up')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: (text, write) => write(`用法有误，见 --help / ${text}`),
    });
  const inspect = async (command: (work: Work) => Promise<number>): Promise<void> =>
    finish(await inspecting(terminal, settings(), command));

  program
    .command('demo')
    .description('演示：一次述职评议会及其后一年 / the story of one review and the year after it')
    .option('--exit', '演示后即结束 / end with the story', false)
    .action(async ({ exit }: { exit: boolean }) => {
      // The whole product; no other command needs it.
      const { demo } = await import('./demo/demo.js');
      const config = settings();
      const logger = createLogger({ logFormat: config.logFormat, logLevel: 'error' });
      await demo({ config, logger, exit, print: (text) => terminal.out(`${text}\n`) });
    });

  program
    .command('replay')
    .description('复盘：从日志重述一个年度 / tell a year again from the log alone')
    .option('--year <year>', '述职评议年度 / year of the review')
    .option('--branch <code>', '只看一个支部 / one branch only')
    .option('--ordinal <n>', '只到第 n 条事件，以重算以前的报告 / up to event n, to recompute an earlier report')
    .option(...JSON_OPTION)
    .action(async (options: ReplayOptions) => {
      requestOf(options);
      await inspect((work) => replay(work, options));
    });

  program
    .command('rebuild')
    .description('重建一个或全部读模型 / fold one read model, or all of them, anew')
    .argument('<model>', '读模型名或 all / name of a read model, or all')
    .option('--drop-old', '只删除已被新版本替代的旧版本 / only drop versions that a newer one has replaced', false)
    .option(...JSON_OPTION)
    .action((model: string, options: Omit<RebuildOptions, 'model'>) =>
      inspect((work) => rebuild(work, { model, ...options })),
    );

  program
    .command('verify')
    .description('核验日志与读模型，有差异时返回非零 / check log and read models; non-zero when anything differs')
    .option(...JSON_OPTION)
    .action((options: Json) => inspect((work) => verify(work, options)));

  program
    .command('remove-text')
    .description(
      '清除已依规移除的文字：日志、读模型及其文件 / take removed texts out of the log, the read models and their files',
    )
    .option(...JSON_OPTION)
    .action((options: Json) => inspect((work) => removeText(work, options)));

  program
    .command('status')
    .description('读模型的状况 / how the read models stand')
    .option(...JSON_OPTION)
    .action((options: Json) => inspect((work) => status(work, options)));

  program
    .command('export')
    .description('导出整个事件日志 / write the whole log of events out, one line for each')
    .option(...OUT_OPTION)
    .option(...FORCE_OPTION)
    .option(...JSON_OPTION)
    .action((options: ExportOptions) => inspect((work) => exportLog(work, options)));

  program
    .command('import')
    .description(
      '将导出的日志导入空的存储；中断后可重新运行 / load an exported log into an empty store; run again after an interruption',
    )
    .argument('<file>', '导出的文件 / an exported file')
    .option(...JSON_OPTION)
    .action(async (file: string, { json }: Json) => finish(await importLog(terminal, settings, { file, json })));

  program
    .command('backup')
    .description('备份日志、账号与配置 / write log, accounts and settings into one file; it holds password hashes')
    .option(...OUT_OPTION)
    .option(...FORCE_OPTION)
    .option(...JSON_OPTION)
    .action((options: BackupOptions) => inspect((work) => backup(work, options)));

  program
    .command('restore')
    .description(
      '将备份恢复到空的安装；中断后可重新运行 / restore into an empty installation; run again after an interruption',
    )
    .argument('<file>', '备份文件 / a backup')
    .option(...JSON_OPTION)
    .action(async (file: string, { json }: Json) => finish(await restore(terminal, settings, { file, json })));

  return program;
};
