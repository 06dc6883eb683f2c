import type { Replay } from '#chronicle/replay/replay.js';
import { describeFinding } from '../verification.js';
import { branchText } from './branch-text.js';
import { commentWords } from './comment-words.js';
import { heading } from './lines.js';
import { reviewText } from './review-text.js';

/** A replay as it is read or printed: the review, branch by branch, and what the report rests on. */
export const replayText = ({ report, digest, collected }: Replay): string => {
  const { log, integrity, branches } = report;
  const words = commentWords(collected.facts);
  const intact = integrity.verdict === 'intact';
  return [
    ...reviewText(report),
    '',
    ...branches.flatMap((branch) => branchText(branch, words)),
    heading('依据', 'what this rests on'),
    `日志 log ${log.logId}`,
    `到第 ${String(log.ordinal)} 条事件为止 / up to event ${String(log.ordinal)}   SHA-256 ${log.digest}`,
    `完整性 integrity  ${intact ? '一致 intact' : '有差异 differences found'}（${String(integrity.eventsChecked)} 条事件 events）`,
    ...integrity.differences.map((difference) => `  ${describeFinding(difference)}`),
    `报告摘要 digest of the report  SHA-256 ${digest}`,
    '',
  ].join('\n');
};
