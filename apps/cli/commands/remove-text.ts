import { readLog } from '#chronicle/replay/log-reading.js';
import { loadCheckpoints } from '#event-sourcing/projection/checkpoints.js';
import type { Position } from '#event-sourcing/event.js';
import type { IntegrityFinding } from '#event-sourcing/event-store.js';
import { rewriteTables } from '#platform/database/rewrite-tables.js';
import { takeOut } from '../../composition/log.js';
import type { Work } from '../inspecting.js';
import { OperatorError } from '../operator-errors.js';
import { describeFinding } from '../verification.js';
import { findResidue } from '../removing/residue.js';
import { Removals } from '../removing/removals.js';

export interface RemoveTextOptions {
  readonly json: boolean;
}

/** What was done. */
interface Removal {
  readonly logId: string;
  /** Texts that events of the log removed, so far. */
  readonly removed: number;
  /** Of these, what was taken out now; null where the store cannot change what it holds. */
  readonly takenOut: number | null;
  /** What the store keeps. */
  readonly left: number;
  readonly tablesRewritten: number;
  /** Entries and tables in which the same words stand. */
  readonly alsoIn: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Takes the bytes of removed texts out of the log and of every table. Safe to repeat: what was interrupted goes on.
 *
 * @returns the exit code: 1 where something of them is left.
 */
export const removeText = async (work: Work, { json }: RemoveTextOptions): Promise<number> => {
  const { store, urls, progress, expected } = work;
  const removals = new Removals();
  const onProgress = progress.task('读取事件日志 reading the log', expected);
  const { findings } = await readLog(store, removals.take, { onProgress });
  requireSound(findings);
  if (removals.last !== undefined) await requireCaughtUp(work, removals.last);
  const waiting = await removals.waiting(store);
  const places = new Map(removals.places.map((place) => [`${place.stream}@${String(place.revision)}`, place]));
  const takenOut = (await takeOut(urls.log, [...places.values()])) ?? null;
  const result: Removal = {
    logId: store.logId,
    removed: removals.places.length,
    takenOut,
    left: takenOut === null ? waiting.length : 0,
    ...(removals.last === undefined ? NOTHING : await rewrite(work, takenOut !== null)),
    alsoIn: await findResidue(
      takenOut === null ? { database: urls.database } : urls,
      waiting.map(({ text }) => text),
    ),
  };
  progress.end();
  work.terminal.out(json ? `${JSON.stringify(result, null, 2)}\n` : removedText(result));
  return result.alsoIn.length === 0 && result.warnings.length === 0 && result.left === 0 ? 0 : 1;
};

/** What is damaged stays as it is, as evidence. */
const requireSound = ([finding]: readonly IntegrityFinding[]): void => {
  if (finding === undefined) return;
  throw new OperatorError(
    `事件日志已损坏，未改动任何内容；详见 verify：${describeFinding(finding)}`,
    `The log is damaged, nothing was changed; verify tells more: ${describeFinding(finding)}`,
  );
};

const NOTHING = { tablesRewritten: 0, warnings: [] };

/** Rows of a read model that has not come to a removal still have its words, and nothing would take them out later. */
const requireCaughtUp = async ({ engine, pool, store, projections }: Work, last: Position): Promise<void> => {
  await engine.dropOld('all');
  const checkpoints = await loadCheckpoints(pool);
  const behind = checkpoints.filter(
    ({ model, version, position, state }) =>
      state !== 'running' ||
      position === null ||
      store.comparePositions(position, last) < 0 ||
      !projections.some((each) => each.name === model && each.version === version),
  );
  if (behind.length === 0) return;
  const names = behind.map(({ model, version }) => `${model} v${String(version)}`).join(', ');
  throw new OperatorError(
    `读模型 ${names} 尚未处理到移除事件，或属于其他版本的程序；请先启动本版本产品或执行 rebuild all，未清除任何文字。`,
    `Read models ${names} have not come to the removal yet, or are of another version of the program: start the product of this version, or rebuild all; no text was taken out.`,
  );
};

const rewrite = async ({ urls }: Work, logToo: boolean): Promise<Pick<Removal, 'tablesRewritten' | 'warnings'>> => {
  const databases = new Set([urls.database, ...(logToo ? [urls.log] : [])]);
  const done = [];
  for (const url of databases) done.push(await rewriteTables(url));
  return {
    tablesRewritten: done.reduce((sum, { tables }) => sum + tables, 0),
    warnings: done.flatMap(({ warnings }) => warnings),
  };
};

const removedText = (result: Removal): string => {
  const { logId, removed, takenOut, left, tablesRewritten, alsoIn, warnings } = result;
  return [
    `日志 log ${logId}  已依规移除的文字 removed texts ${String(removed)}`,
    `本次清除 / taken out now: ${String(takenOut ?? 0)}`,
    ...(left === 0
      ? []
      : [
          `EventStoreDB 不能就地修改，其中尚有 ${String(left)} 处：请 export 后 import 到新的日志，见 docs/operations.md`,
          `EventStoreDB changes nothing in place and still has ${String(left)}: export the log and import it into a fresh one, see docs/operations.md`,
        ]),
    `已重写数据表 / tables rewritten: ${String(tablesRewritten)}`,
    ...(alsoIn.length === 0 ? [] : [`同样的字句还出现在 / the same words also stand in: ${alsoIn.join(', ')}`]),
    ...warnings.map((warning) => `警告 / warning: ${warning}`),
    '此前的备份、归档的预写日志和文件系统快照不受影响，须另行处理 / earlier backups, archived WAL and snapshots are not touched: see to them yourself',
    '',
  ].join('\n');
};
