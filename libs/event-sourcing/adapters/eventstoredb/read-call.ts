import type { Readable } from 'node:stream';
import { NoAnswer } from './failures.js';

export interface PullOptions<Message, Item> {
  /** What a message brings; `undefined`: nothing for the consumer. */
  readonly take: (message: Message) => Item | undefined;
  readonly batchSize: number;
  /** Without a message for so long the call has failed. Time in which nobody waits does not count. */
  readonly silenceMs: number;
}

/**
 * What a call answers, in full batches up to the last. While the consumer works on one batch the next one gathers, no
 * more: then the server is held up.
 *
 * @throws NoAnswer, or the error of the call.
 */
export async function* pull<Message, Item>(
  call: Readable,
  { take, batchSize, silenceMs }: PullOptions<Message, Item>,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  let messages = 0;
  let over = false;
  let failure: Error | undefined;
  let wake = (): void => undefined;

  const onData = (message: Message): void => {
    messages += 1;
    const item = take(message);
    if (item === undefined) return;
    batch.push(item);
    if (batch.length < batchSize) return;
    call.pause();
    wake();
  };
  const onOver = (error?: Error): void => {
    over = true;
    failure ??= error;
    wake();
  };
  call.on('data', onData).on('end', onOver).on('error', onOver).on('close', onOver);

  /** Until a batch is full or the call is over. */
  const wait = async (): Promise<void> => {
    let seen = messages;
    const timer = setInterval(() => {
      if (messages === seen) onOver(new NoAnswer('the event store did not answer in time'));
      seen = messages;
    }, silenceMs);
    try {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    } finally {
      clearInterval(timer);
    }
  };

  try {
    for (;;) {
      if (batch.length < batchSize && !over) await wait();
      if (failure !== undefined) throw failure;
      const full = batch;
      batch = [];
      if (full.length > 0) {
        if (!over) call.resume();
        yield full;
      } else if (over) return;
    }
  } finally {
    call.off('data', onData).off('end', onOver).off('error', onOver).off('close', onOver);
  }
}
