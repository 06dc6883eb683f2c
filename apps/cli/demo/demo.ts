import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config.js';
import { readConfig } from '#platform/config/read-config.js';
import { openEmbeddedPostgres } from '#platform/embedded-postgres/open.js';
import { startProduct } from '../../composition/start-product.js';
import type { Product } from '../../composition/start-product.js';
import { meet, settle } from './act-meeting.js';
import { oversee } from './act-oversight.js';
import { meetAgain } from './act-next-review.js';
import { prepare } from './act-preparation.js';
import { follow } from './act-year.js';
import { Cast } from './cast.js';
import { DemoClock } from './demo-clock.js';
import { Script } from './script.js';
import { show } from './show.js';

/** First day of the story. */
const OPENING = '2024-01-02';
/** The year whose sheet and replay are shown. */
const SHOWN_YEAR = 2024;
const MARK = 'demonstration';

export interface DemoOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** End with the story; else the product stays up until it is stopped. */
  readonly exit: boolean;
  readonly print: (text: string) => void;
}

/**
 * The data folder of the demonstration. What an earlier one left there is emptied, but only after it could be opened
 * and stopped: one that still runs is refused, a server that a killed one left is stopped first.
 *
 * @throws EmbeddedPostgresError when another demonstration runs there.
 */
const freshFolder = async (dataDir: string, log: Logger): Promise<string> => {
  const folder = join(dataDir, 'demo');
  const database = join(folder, 'database');
  if (existsSync(join(folder, MARK)) && existsSync(database)) {
    const earlier = await openEmbeddedPostgres({ dataDir: database, log });
    await earlier.stop();
    rmSync(database, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, MARK),
    'made by the demonstration, which empties the database beside it at its next start\n',
  );
  return database;
};

/** What is told beside some days, for whoever looks on. */
const MILESTONES: Readonly<Record<string, string>> = {
  '2024-01-02': '办理时限和工作日历 / policy and calendar',
  '2024-01-04': '九个支部列入述职：五个现场、四个书面 / nine branches enrolled, five on site, four in writing',
  '2024-01-10': '提交述职报告 / reports handed in',
  '2024-01-19': '述职评议会：逐一点评、三项要求、现场测评 / the meeting',
  '2024-01-24': '审定问题清单 / the problem list approved',
  '2024-01-26': '交办 / dispatch',
  '2024-02-06': '党委会决定等次 / grades decided by the committee',
  '2024-02-19': '整改方案 / plans',
  '2024-06-14': '报请核验、核验、销号 / rectified, verified, closed',
  '2024-12-11': '认定目标 / goals concluded',
  '2025-01-17': '下一年述职评议会：逐项回应 / the next review answers for every item',
};

/** The meeting and the year after it, played through the public HTTP interface of a product of its own. */
export const playStory = async (
  url: string,
  admin: { readonly login: string; readonly password: string },
  clock: DemoClock,
  print: (text: string) => void,
): Promise<Cast> => {
  const cast = await Cast.create(url, admin);
  const script = new Script();
  for (const act of [prepare, meet, settle, follow, oversee, meetAgain]) act(script, cast);
  await script.play(clock, (day, done, all) =>
    print(`  ${day}  ${String(Math.round((done / all) * 100)).padStart(3)}%  ${MILESTONES[day] ?? ''}`.trimEnd()),
  );
  return cast;
};

/** Settings under which the story finds nothing: an emptied folder, streams of its own on an EventStoreDB. */
const freshSettings = async ({ config, logger, print }: DemoOptions): Promise<Config> => {
  const dataDir = config.databaseUrl === undefined ? await freshFolder(config.dataDir, logger) : config.dataDir;
  if (config.eventStore?.startsWith('esdb') !== true) return readConfig({ DATA_DIR: dataDir });
  const streamPrefix = `${config.streamPrefix ?? ''}demo${String(Date.now())}_`;
  print(`EventStoreDB，流名前缀 / EventStoreDB, streams named ${streamPrefix}…`);
  return readConfig({ DATA_DIR: dataDir, STREAM_PREFIX: streamPrefix });
};

const start = async (options: DemoOptions, clock: DemoClock): Promise<Required<Product>> => {
  const { logger, print } = options;
  print('启动 PostgreSQL、API 和投影 / starting PostgreSQL, the API and the projector …');
  const product = await startProduct({ config: await freshSettings(options), clock, logger });
  if (product.firstAdmin !== undefined) return { ...product, firstAdmin: product.firstAdmin };
  await product.app.close();
  throw new Error(
    '这个数据库里已有账号，演示需要一个空数据库。/ There are accounts in this database: the demonstration needs an empty one.',
  );
};

export const demo = async (options: DemoOptions): Promise<void> => {
  const { exit, print } = options;
  const started = performance.now();
  const clock = new DemoClock();
  clock.moveTo(OPENING);
  const { app, url, firstAdmin } = await start(options, clock);
  try {
    print(`\n演示 2023 年度述职评议会及一年整改 / the review of 2023 and the year after it, through ${url}/api/v1`);
    const cast = await playStory(url, firstAdmin, clock, print);
    print(await show(cast, SHOWN_YEAR));
    print(`\n${String(Math.round(performance.now() - started))} ms`);
    if (!exit) print(whereToLook(url, firstAdmin, cast));
  } catch (error) {
    await app.close();
    throw error;
  }
  if (exit) await app.close();
};

const whereToLook = (url: string, admin: { readonly login: string; readonly password: string }, cast: Cast): string =>
  `
接口文档 / API documentation   ${url}/api/docs
健康状况 / health              ${url}/health/ready

账号 / logins（密码 / password: ${cast.password}）
  office.head   党委办公室负责人      office.clerk  经办
  chair         党委书记              deputy        党委委员（联系 01–04 支部）
  secretary.02  工程建设党支部书记    clerk.02      支部干事（01 至 09 均有）
  review        年度评议组            auditor       审计
管理员 / administrator: ${admin.login}  ${admin.password}

  curl -s ${url}/api/v1/sessions -H 'content-type: application/json' -d '{"account":"chair","password":"${cast.password}"}'

按 Ctrl+C 停止 / Ctrl+C stops it.
`;
