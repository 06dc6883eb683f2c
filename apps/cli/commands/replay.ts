import { replay as replayLog, type Replay } from '#chronicle/replay/replay.js';
import { StoreUnavailable } from '#event-sourcing/event-store.js';
import { firstDifference } from '#chronicle/replay/log-reading.js';
import type { Work } from '../inspecting.js';
import { OperatorError } from '../operator-errors.js';
import { describeFinding } from '../verification.js';
import { replayJson } from '../replay-text/replay-json.js';
import { replayText } from '../replay-text/replay-text.js';

/** As they stand on the command line. */
export interface ReplayOptions {
  readonly year: string | undefined;
  readonly branch: string | undefined;
  /** A point of the log, to recompute an earlier report. */
  readonly ordinal: string | undefined;
  readonly json: boolean;
}

/**
 * Tells a year from the log alone. With `json` it writes the RFC 8785 text of `{digest, report}` and nothing else; the
 * digest is the SHA-256 of the report's part of it. Memory does not grow with the report: it lies on disk until all of
 * it is told.
 *
 * @returns the exit code: 1 when the log contradicts itself, with the report all the same.
 */
export const replay = async (work: Work, options: ReplayOptions): Promise<number> => {
  const request = requestOf(options);
  const { store, schemas, config, progress, terminal, expected } = work;
  const onProgress = progress.task('复盘 replaying the log', request.ordinal ?? expected);
  const source = { store, schemas, timeZone: config.timeZone, onProgress };
  const replayed = await replayLog(source, request).catch((error: unknown) => blameLog(work, error));
  try {
    requireAsked(request, replayed);
    const tell = options.json ? replayJson : replayText;
    await tell(
      replayed,
      (text) => terminal.out(text),
      () => progress.end(),
    ).catch((error: unknown) => blameLog(work, error));
    return replayed.head.integrity.verdict === 'intact' ? 0 : 1;
  } finally {
    replayed.close();
  }
};

const requireAsked = ({ ordinal, branch }: Request, { head, branches }: Replay): void => {
  const events = String(head.log.ordinal);
  if (ordinal !== undefined && head.log.ordinal < ordinal)
    throw new OperatorError(
      `日志只有 ${events} 条事件，没有第 ${String(ordinal)} 条`,
      `the log has only ${events} events, not ${String(ordinal)}`,
    );
  if (branch !== undefined && branches.length === 0)
    throw new OperatorError(`没有支部 ${branch}`, `there is no branch ${branch}`);
};

/** Facts that somebody changed need not make a story any more; the log then says where it was touched. */
const blameLog = async ({ store, progress, expected }: Work, error: unknown): Promise<never> => {
  if (error instanceof OperatorError || error instanceof StoreUnavailable) throw error;
  const onProgress = progress.task('核验 checking the log', expected);
  const difference = await firstDifference(store, onProgress);
  if (difference === undefined) throw error;
  const place = describeFinding(difference);
  throw new OperatorError(`日志已被改动，无法复盘：${place}`, `the log was changed and cannot be replayed: ${place}`);
};

interface Request {
  readonly year: number;
  readonly branch?: string;
  readonly ordinal?: number;
}

/** Checked before the log is opened as well, so that a slip of the pen costs nothing. */
export const requestOf = ({ year, branch, ordinal }: Omit<ReplayOptions, 'json'>): Request => {
  if (year === undefined || !/^20\d\d$|^2100$/.test(year))
    throw new OperatorError('--year 应为 2000 至 2100 的年份', '--year must be a year from 2000 to 2100');
  if (branch !== undefined && !/^[A-Za-z0-9]{1,16}$/.test(branch))
    throw new OperatorError('--branch 应为支部编号', '--branch must be the code of a branch');
  if (ordinal !== undefined && !/^[1-9]\d{0,14}$/.test(ordinal))
    throw new OperatorError('--ordinal 应为正整数', '--ordinal must be a whole number above 0');
  return {
    year: Number(year),
    ...(branch === undefined ? {} : { branch }),
    ...(ordinal === undefined ? {} : { ordinal: Number(ordinal) }),
  };
};
