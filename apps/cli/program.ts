import { Command } from 'commander';
import { createLogger } from '#platform/telemetry/logger.js';
import { rebuild } from './commands/rebuild.js';
import { replay, requestOf } from './commands/replay.js';
import type { ReplayOptions } from './commands/replay.js';
import { status } from './commands/status.js';
import { verify } from './commands/verify.js';
import { inspecting } from './inspecting.js';
import type { Settings, Work } from './inspecting.js';
import type { Terminal } from './terminal.js';

interface Json {
  readonly json: boolean;
}

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
    .option(...JSON_OPTION)
    .action((model: string, { json }: Json) => inspect((work) => rebuild(work, { model, json })));

  program
    .command('verify')
    .description('核验日志与读模型，有差异时返回非零 / check log and read models; non-zero when anything differs')
    .option(...JSON_OPTION)
    .action((options: Json) => inspect((work) => verify(work, options)));

  program
    .command('status')
    .description('读模型的状况 / how the read models stand')
    .option(...JSON_OPTION)
    .action((options: Json) => inspect((work) => status(work, options)));

  return program;
};
