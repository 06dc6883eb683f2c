import type { Work } from '../inspecting.js';
import { textTable } from '../text-table.js';
import { describeCheck, describeFinding, verification } from '../verification.js';
import type { LogCheck, Verification } from '../verification.js';
import type { ReadModelCheck } from '../read-model-checks.js';

export interface VerifyOptions {
  readonly json: boolean;
}

/**
 * Compares the log with its own hashes, and every read model with the log.
 *
 * @returns the exit code: 1 when anything differs.
 */
export const verify = async (work: Work, { json }: VerifyOptions): Promise<number> => {
  const result = await verification(work);
  work.progress.end();
  work.terminal.out(json ? `${JSON.stringify(result, null, 2)}\n` : verificationText(result));
  if (result.firstDifference !== null) work.terminal.err(`首个差异 / first difference: ${result.firstDifference}\n`);
  return result.verdict === 'intact' ? 0 : 1;
};

const VERDICTS = {
  intact: '一致 intact',
  'differences-found': '有差异 differences found',
} as const;

const checkLines = (label: string, { verdict, found, findings }: LogCheck): string[] => [
  `${label}  ${VERDICTS[verdict]}`,
  ...findings.map((finding) => `  ${describeFinding(finding)}`),
  ...(found > findings.length ? [`  … 共 / in all ${String(found)}`] : []),
];

const modelRow = ({ model, version, ordinal, rows, equal, digest }: ReadModelCheck): string[] => [
  model,
  String(version),
  ordinal === undefined ? '' : String(ordinal),
  rows === undefined ? '' : String(rows),
  equal ? '一致 equal' : '有差异 different',
  digest?.slice(0, 16) ?? '',
];

const removalLines = ({ removed, notTakenOut }: Verification['removedTexts']): string[] => {
  if (removed === 0) return [];
  const still = `尚未清除 not yet taken out: ${String(notTakenOut)}`;
  return [`已依规移除的文字 removed texts  ${String(removed)}${notTakenOut === 0 ? '' : `（${still}）`}`];
};

const verificationText = ({ log, chains, removedTexts, store, readModels, verdict }: Verification): string => {
  const table = textTable(
    [20, 4, 9, 9, 18, 16],
    ['读模型 read model', '版本', '事件数', '行数', '与日志比对', 'SHA-256'],
    readModels.map(modelRow),
  );
  const differences = readModels.filter(({ equal }) => !equal).map((check) => `  ${describeCheck(check)}`);
  return [
    `日志 log ${log.logId}  事件 events ${String(log.ordinal)}  SHA-256 ${log.digest}`,
    ...checkLines('哈希链与文本摘要 hash chains and text digests', chains),
    ...removalLines(removedTexts),
    ...checkLines('存储自检 the store itself', store),
    '',
    table,
    ...differences,
    '',
    `结论 / verdict: ${VERDICTS[verdict]}`,
    '',
  ].join('\n');
};
