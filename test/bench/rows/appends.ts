import type { PreparedAppend } from '#event-sourcing/event-store.js';
import { freeText } from '#event-sourcing/event.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import { uuidOf } from '../log/random.js';

const WORDS = '一、加强党费收缴管理，按月核对；二、落实“三会一课”，逐项销号。'.repeat(3);

let made = 0;

/** Appends of one event each, to streams that do not exist; other ones with every call. */
export const newAppends = (logId: string, count: number): readonly PreparedAppend[] =>
  Array.from({ length: count }, () => {
    made += 1;
    const commandId = uuidOf(`append ${String(made)} ${String(process.pid)}`);
    const event = {
      id: uuidOf(`appended ${String(made)} ${String(process.pid)}`),
      type: 'ProblemRaised',
      schemaVersion: 1,
      data: {
        problem: `2024-check-B0001-${String(made)}`,
        no: `2024-督查-B0001-${String(made)}`,
        statement: freeText(WORDS),
      },
      metadata: {
        recordedAt: '2024-05-20T01:02:03.456Z',
        occurredOn: '2024-05-20',
        actor: commandId,
        role: 'office-clerk',
        recordedBy: commandId,
        tags: { branch: 'B0001', year: 2024 },
        commandId,
        requestHash: commandId.replaceAll('-', '').padEnd(64, '0'),
        $correlationId: commandId,
        $causationId: commandId,
      },
    };
    return prepareAppend({ logId, stream: `problem-bench-${String(process.pid)}-${String(made)}`, events: [event] });
  });

/** Works on all items, so many at once. */
export const atOnce = async <T>(
  callers: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  const waiting = items.values();
  const caller = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: callers }, caller));
};
