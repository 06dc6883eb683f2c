import 'reflect-metadata';
import { Command } from 'commander';
import { readConfig } from '#platform/config/read-config.js';
import { createLogger } from '#platform/telemetry/logger.js';
import { runMain } from '../composition/main-program.js';
import { demo } from './demo/demo.js';

const program = new Command('branch-accountability').description(
  '述职评议与整改跟踪 / annual reviews and their follow-up',
);

program
  .command('demo')
  .description('演示：一次述职评议会及其后一年 / the story of one review and the year after it')
  .option('--exit', '演示后即结束 / end with the story', false)
  .action(async ({ exit }: { exit: boolean }) => {
    const config = readConfig();
    const logger = createLogger({ logFormat: config.logFormat, logLevel: 'error' });
    await demo({ config, logger, exit, print: (text) => process.stdout.write(`${text}\n`) });
  });

runMain(async () => {
  await program.parseAsync();
});
