import { freeText } from '#event-sourcing/event.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';

const AT_ONCE = 50;
const STREAMS = 90;
const WORDS = freeText('整改措施未逐项对应责任人。'.repeat(20));

/** So many events more, each appended by itself, in streams of this name that are not there yet. */
export const growStreams = async (url: string, name: string, events: number): Promise<void> => {
  const log = await TestLog.open(url);
  for (let n = 0; n < events; n += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, m) =>
        log.append(`${name}-${String((n + m) % STREAMS)}`, event('ThingHappened', { n, m, words: WORDS })),
      ),
    );
  await log.close();
};
