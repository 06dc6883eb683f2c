import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectionFailure } from '#event-sourcing/projection/checkpoints.js';
import type { Work } from '../inspecting.js';
import { textTable } from '../text-table.js';

export interface StatusOptions {
  readonly json: boolean;
}

/** One version of a read model, as seen from beside the process that keeps it. */
interface ModelStatus {
  readonly model: string;
  readonly version: number;
  /** `missing`: the program has it, the database does not yet. */
  readonly state: 'running' | 'rebuilding' | 'stopped' | 'missing';
  readonly serving: boolean;
  readonly ordinal: number;
  /** Events still to come; null: too many to count. */
  readonly lag: number | null;
  /** How long the oldest of them has been in the log, in milliseconds. */
  readonly lagMs: number;
  /** Events per second between two looks, or of the rebuild that is at work. */
  readonly ratePerSecond: number;
  /** Until the rebuild that is at work comes to the end of the log; null: none is, or no rate is known. */
  readonly secondsLeft: number | null;
  /** A newer version is served; this one stays until it is dropped (`rebuild --drop-old`). */
  readonly superseded: boolean;
  readonly error: ProjectionFailure | null;
}

/** Milliseconds between the two looks from which a rate is taken. */
const BETWEEN_LOOKS = 1_000;

/** Tells how the read models stand; one that is behind is looked at twice, to see whether it moves. */
export const status = async (work: Work, { json }: StatusOptions): Promise<number> => {
  const models = await modelStatuses(work);
  const { logId } = work.store;
  const text = json ? `${JSON.stringify({ logId, readModels: models }, null, 2)}\n` : statusText(logId, models);
  work.terminal.out(text);
  return 0;
};

const modelStatuses = async ({ engine, projections }: Work): Promise<readonly ModelStatus[]> => {
  const first = await engine.status();
  const started = performance.now();
  const behind = first.some(({ lag }) => lag !== 0);
  if (behind) await sleep(BETWEEN_LOOKS);
  const second = behind ? await engine.status() : first;
  const seconds = (performance.now() - started) / 1_000;
  const built = second.map(
    ({ model, version, state, serving, ordinal, lag = null, lagMs, error, superseded, rebuild }): ModelStatus => {
      const before = first.find((each) => each.model === model && each.version === version)?.ordinal ?? ordinal;
      const moved = behind ? Math.max(0, Math.round((ordinal - before) / seconds)) : 0;
      const ratePerSecond = rebuild?.ratePerSecond ?? moved;
      const secondsLeft = rebuild?.secondsLeft ?? null;
      const known = { model, version, state, serving, superseded, lag, lagMs, error };
      // Rows that are read already are told of rather than those that are being made beside them.
      return { ...known, ordinal: serving ? ordinal : (rebuild?.ordinal ?? ordinal), ratePerSecond, secondsLeft };
    },
  );
  const missing = projections
    .filter(({ name, version }) => !built.some((each) => each.model === name && each.version === version))
    .map(({ name: model, version }): ModelStatus => {
      const nothing = { serving: false, superseded: false, ordinal: 0, lag: null, lagMs: 0, error: null };
      const rate = { ratePerSecond: 0, secondsLeft: null };
      return { model, version, state: 'missing', ...nothing, ...rate };
    });
  return [...built, ...missing];
};

const STATES: Readonly<Record<ModelStatus['state'], string>> = {
  running: '运行 running',
  rebuilding: '重建 rebuilding',
  stopped: '停止 stopped',
  missing: '未建 missing',
};

const placeOf = ({ stream, revision }: ProjectionFailure): string =>
  stream === undefined ? '' : ` ${stream}@${String(revision ?? '')}`;

const statusText = (logId: string, models: readonly ModelStatus[]): string => {
  const rows = models.map(
    ({ model, version, state, serving, superseded, ordinal, lag, ratePerSecond, secondsLeft }) => [
      model,
      String(version),
      STATES[state],
      serving ? (superseded ? '旧 old' : '是 yes') : '否 no',
      String(ordinal),
      lag === null ? '—' : String(lag),
      String(ratePerSecond),
      secondsLeft === null ? '—' : String(secondsLeft),
    ],
  );
  const head = ['读模型 read model', '版本', '状态 state', '服务中', '事件数', '滞后 lag', '事件/秒', '剩余秒'];
  const errors = models.flatMap(({ model, error }) =>
    error === null ? [] : [`${model}${placeOf(error)} ${error.code}: ${error.message}`],
  );
  return [`日志 log ${logId}`, '', textTable([20, 4, 15, 7, 9, 9, 8, 6], head, rows), ...errors, ''].join('\n');
};
