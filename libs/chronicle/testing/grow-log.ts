import { TestLog } from '#event-sourcing/testing/test-log.js';
import { grownOffice, type OfficeSize } from './grown-office.js';
import type { Told } from './told.js';

const AT_ONCE = 64;
const PER_APPEND = 200;

const appendWhole = async (log: TestLog, stream: readonly Told[]): Promise<void> => {
  const name = stream[0]?.circumstances.stream ?? '';
  for (let from = 0; from < stream.length; from += PER_APPEND) {
    const part = stream.slice(from, from + PER_APPEND);
    await log.append(
      name,
      ...part.map((told) => {
        const { on = '2024-01-20' } = told.circumstances;
        return { ...told, circumstances: { at: `${on}T04:00:00.000Z`, ...told.circumstances } };
      }),
    );
  }
};

/**
 * Fills the log of a database, which is made where there is none, with the years of an office.
 *
 * @returns how many events that were.
 */
export const growLog = async (url: string, size: OfficeSize): Promise<number> => {
  const log = await TestLog.open(url);
  const streams = grownOffice(size);
  let events = 0;
  const worker = async (): Promise<void> => {
    for (let next = streams.next(); next.done !== true; next = streams.next()) {
      await appendWhole(log, next.value);
      events += next.value.length;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return events;
  } finally {
    await log.close();
  }
};
