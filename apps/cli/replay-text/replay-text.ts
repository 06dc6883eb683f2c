import { writeReport } from '#chronicle/replay/canonical-report.js';
import type { Replay } from '#chronicle/replay/replay.js';
import { Spool } from '#platform/spool/spool.js';
import { describeFinding } from '../verification.js';
import { branchText } from './branch-text.js';
import { commentWords } from './comment-words.js';
import { heading } from './lines.js';
import { reviewText } from './review-text.js';

/**
 * A replay as it is read or printed: the review, branch by branch, and what the report rests on. Writes nothing before
 * all of it is told: `begin` is called then.
 */
export const replayText = async (replay: Replay, write: (text: string) => void, begin: () => void): Promise<void> => {
  const { head } = replay;
  const spool = new Spool();
  try {
    const digest = await writeReport(replay, {
      branch: ({ told, facts }) => {
        for (const line of branchText(told, commentWords(facts))) spool.write(`${line}\n`);
      },
    });
    begin();
    write(`${reviewText(head).join('\n')}\n\n`);
    for (const text of spool.texts()) write(text);
    write(restsOn(head, digest).join('\n'));
  } finally {
    spool.close();
  }
};

const restsOn = ({ log, integrity }: Replay['head'], digest: string): readonly string[] => {
  const intact = integrity.verdict === 'intact';
  return [
    heading('依据', 'what this rests on'),
    `日志 log ${log.logId}`,
    `到第 ${String(log.ordinal)} 条事件为止 / up to event ${String(log.ordinal)}   SHA-256 ${log.digest}`,
    `完整性 integrity  ${intact ? '一致 intact' : '有差异 differences found'}（${String(integrity.eventsChecked)} 条事件 events）`,
    ...integrity.differences.map((difference) => `  ${describeFinding(difference)}`),
    `报告摘要 digest of the report  SHA-256 ${digest}`,
    '',
  ];
};
