import { writeReport } from '#chronicle/replay/canonical-report.js';
import type { Replay } from '#chronicle/replay/replay.js';
import { Spool } from '#platform/spool/spool.js';

/** Writes the RFC 8785 text of `{digest, report}`, and nothing before the report is whole: `begin` is called then. */
export const replayJson = async (replay: Replay, write: (text: string) => void, begin: () => void): Promise<void> => {
  const spool = new Spool();
  try {
    const digest = await writeReport(replay, { write: (text) => spool.write(text) });
    begin();
    write(`{"digest":"${digest}","report":`);
    for (const text of spool.texts()) write(text);
    write('}\n');
  } finally {
    spool.close();
  }
};
