import type { ExpectedRevision, LogRecord, ProposedRecord } from './log-record.js';

export type AppendDecision =
  /** Every id stands there already, at just these revisions: the first result is given again. */
  { readonly kind: 'append' | 'conflict' } | { readonly kind: 'repeated'; readonly last: LogRecord };

/**
 * What EventStoreDB does with an append. By ids it recognises a repetition at the same expected revision only: also
 * after later appends, and also when the ids are but the leading part of the first append. Where some are there and
 * some not, it is a conflict.
 *
 * `known` finds an event that was lately written to this stream, by its id.
 */
export function decideAppend(
  stream: readonly LogRecord[],
  expected: ExpectedRevision,
  proposed: readonly ProposedRecord[],
  known: (id: string) => LogRecord | undefined,
): AppendDecision {
  const current = stream.length - 1;
  if (expected === 'any' || expected === 'stream-exists') {
    if (expected === 'stream-exists' && current < 0) return { kind: 'conflict' };
    return repetition(proposed, ({ id }) => known(id)) ?? { kind: 'append' };
  }
  const after = expected === 'no-stream' ? -1 : expected;
  if (after === current) return { kind: 'append' };
  if (after > current) return { kind: 'conflict' };
  const inPlace = ({ id }: ProposedRecord, n: number): LogRecord | undefined => {
    const there = stream[after + 1 + n];
    return there?.id === id ? there : undefined;
  };
  return repetition(proposed, inPlace) ?? { kind: 'conflict' };
}

/** Undefined: the first event is not there. */
function repetition(
  proposed: readonly ProposedRecord[],
  find: (event: ProposedRecord, n: number) => LogRecord | undefined,
): AppendDecision | undefined {
  let last: LogRecord | undefined;
  for (const [n, event] of proposed.entries()) {
    const there = find(event, n);
    if (there === undefined) return n === 0 ? undefined : { kind: 'conflict' };
    last = there;
  }
  return last && { kind: 'repeated', last };
}
