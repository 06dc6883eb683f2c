import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { refusal } from './access.js';
import { checkpointInterval, eventFilter } from './event-filter.js';
import type { EventFilter } from './event-filter.js';
import { streamDeleted, unreadable } from './failures.js';
import type { Failure } from './failures.js';
import type { LogRecord } from './log-record.js';
import { eventMessage, notFoundMessage, streamName } from './messages.js';
import { send } from './send.js';
import type { ReadCall } from './send.js';
import type { ServerContext } from './server-context.js';
import type { ServerLog } from './server-log.js';
import { Subscription } from './subscription.js';

/** Reads of a stream or of all, to an end or as a subscription. */
export async function readCall(context: ServerContext, call: ReadCall): Promise<void> {
  const options = call.request.getOptions() ?? new streamMessages.ReadReq.Options();
  const refused = refusal(context.users, call.metadata, options.hasAll());
  if (refused !== undefined) return fail(call, refused);
  const subscribes = options.hasSubscription();
  const position = options.getAll()?.getPosition();
  if (position !== undefined && !context.log.isBoundary(BigInt(position.getCommitPosition()))) {
    return fail(call, unreadable(subscribes ? 'Exception was thrown by handler.' : 'Unexpected ReadAllResult: Error'));
  }
  if (subscribes) return subscribe(context, call, options);
  const backwards = options.getReadDirection() === streamMessages.ReadReq.Options.ReadDirection.BACKWARDS;
  const count = Number(options.getCount());
  const stream = options.getStream();
  if (stream === undefined) return sendRecords(call, allRecords(context.log, options, backwards), count);

  const name = streamName(stream.getStreamIdentifier());
  if (context.log.isDeleted(name)) return fail(call, streamDeleted(name));
  const records = context.log.stream(name);
  if (records === undefined) {
    await send(call, notFoundMessage(name));
    call.end();
    return;
  }
  return sendRecords(call, streamRecords(records, stream, backwards), count);
}

async function sendRecords(call: ReadCall, records: Iterable<LogRecord>, count: number): Promise<void> {
  let sent = 0;
  for (const record of records) {
    if (sent === count) break;
    if (!(await send(call, eventMessage(record)))) return;
    sent += 1;
  }
  call.end();
}

/** Inclusive of the revision from which it reads. */
function* streamRecords(
  records: readonly LogRecord[],
  options: ReadReq.Options.StreamOptions,
  backwards: boolean,
): Iterable<LogRecord> {
  const from = options.hasStart() ? 0 : options.hasEnd() ? Infinity : Number(options.getRevision());
  if (backwards) yield* records.filter(({ revision }) => revision <= from).reverse();
  else yield* records.filter(({ revision }) => revision >= from);
}

/** Forwards inclusive of the position from which it reads; backwards it begins before that. */
function* allRecords(log: ServerLog, options: ReadReq.Options, backwards: boolean): Iterable<LogRecord> {
  const { records } = log;
  const from = startOf(log, options);
  const filter = options.getFilter();
  const wanted: EventFilter = filter === undefined ? () => true : eventFilter(filter);
  const step = backwards ? -1 : 1;
  const end = records.length;
  for (let index = backwards ? from - 1 : from; index >= 0 && index < end; index += step) {
    const record = records[index];
    if (record !== undefined && wanted(record)) yield record;
  }
}

function startOf(log: ServerLog, options: ReadReq.Options): number {
  const all = options.getAll();
  const position = all?.getPosition();
  if (position !== undefined) return log.indexOf(BigInt(position.getCommitPosition()));
  return all?.hasEnd() === true ? log.records.length : 0;
}

/** Exclusive of where it begins. */
function subscribe({ log, subscriptions }: ServerContext, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const stream = options.getStream();
  const filter = options.getFilter();
  const run = (from: number, wanted: EventFilter, checkpointEvery?: number): Promise<void> =>
    subscriptions.run(new Subscription(call, log, { from, wanted, checkpointEvery }));
  if (stream !== undefined) {
    const name = streamName(stream.getStreamIdentifier());
    const after = stream.hasRevision() ? Number(stream.getRevision()) : -1;
    const from = stream.hasEnd() ? log.records.length : 0;
    return run(from, (record) => record.stream === name && record.revision > after);
  }
  const position = options.getAll()?.getPosition();
  const from = position === undefined ? startOf(log, options) : log.indexOf(BigInt(position.getCommitPosition()) + 1n);
  if (filter === undefined) return run(from, () => true);
  return run(from, eventFilter(filter), checkpointInterval(filter));
}

function fail(call: ReadCall, failure: Failure): void {
  call.emit('error', failure);
}
