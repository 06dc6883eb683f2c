import { setTimeout as sleep } from 'node:timers/promises';

/** The machine does not keep up: what would be measured is the length of a queue that grows. */
export class Overrun extends Error {
  override readonly name = 'Overrun';
}

/** Seconds of work that wait are a queue. */
const MOST_SECONDS_UNDER_WAY = 2;

/**
 * Begins `work` so often per second for so long, whether or not what was begun before has ended.
 *
 * @throws Overrun
 */
export const steadily = async (
  perSecond: number,
  seconds: number,
  work: (nth: number) => Promise<unknown>,
): Promise<void> => {
  const began = performance.now();
  const underWay = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  for (let nth = 0; nth < perSecond * seconds && failures.length === 0; nth += 1) {
    const wait = began + (nth * 1_000) / perSecond - performance.now();
    if (wait > 1) await sleep(wait);
    const begun: Promise<unknown> = work(nth).then(
      () => underWay.delete(begun),
      (error: unknown) => failures.push(error),
    );
    underWay.add(begun);
    if (underWay.size > perSecond * MOST_SECONDS_UNDER_WAY)
      failures.push(
        new Overrun(`after ${String(nth)} of ${String(perSecond)}/s ${String(underWay.size)} wait for an answer`),
      );
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0] instanceof Error ? failures[0] : new Error(String(failures[0]));
};
