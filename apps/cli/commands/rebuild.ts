import type { Rebuilt } from '#event-sourcing/projection/rebuild.js';
import type { Work } from '../inspecting.js';
import { OperatorError } from '../operator-errors.js';
import { textTable } from '../text-table.js';

export interface RebuildOptions {
  /** Name of one read model, or `all`. */
  readonly model: string;
  readonly json: boolean;
  /** Drops the versions that a newer one has replaced, and rebuilds nothing. */
  readonly dropOld: boolean;
}

/** Folds read models anew and puts them in the place of the old ones; whoever reads sees the old rows until then. */
export const rebuild = async (work: Work, { model, json, dropOld }: RebuildOptions): Promise<number> => {
  requireKnown(work, model);
  if (dropOld) return drop(work, model, json);
  const tick = work.progress.task(`重建读模型 rebuilding ${model}`);
  const expected = work.expected ?? 0;
  const rebuilt = await work.engine.rebuild(model, ({ ordinal, total }) => tick(ordinal, Math.max(total, expected)));
  work.progress.end();
  work.terminal.out(json ? `${JSON.stringify({ rebuilt }, null, 2)}\n` : rebuiltText(rebuilt));
  return 0;
};

const drop = async ({ engine, terminal }: Work, model: string, json: boolean): Promise<number> => {
  const dropped = await engine.dropOld(model);
  const names = dropped.map((each) => `${each.model} v${String(each.version)}`);
  const text = `已删除的旧版本 / old versions dropped: ${names.join(', ') || '0'}\n`;
  terminal.out(json ? `${JSON.stringify({ dropped }, null, 2)}\n` : text);
  return 0;
};

const requireKnown = ({ projections }: Work, model: string): void => {
  const names = ['all', ...projections.map(({ name }) => name)];
  if (names.includes(model)) return;
  const known = names.join(', ');
  throw new OperatorError(
    `没有读模型 ${model}；可选：${known}`,
    `there is no read model ${model}; there are: ${known}`,
  );
};

const rebuiltText = (rebuilt: readonly Rebuilt[]): string => {
  const rows = rebuilt.map(({ model, version, ordinal, seconds }) => [
    model,
    String(version),
    String(ordinal),
    seconds.toFixed(2),
  ]);
  const table = textTable([20, 4, 9, 8], ['读模型 read model', '版本', '事件数', '秒 s'], rows);
  return `${table}\n\n已重建 / rebuilt: ${String(rebuilt.length)}\n`;
};
