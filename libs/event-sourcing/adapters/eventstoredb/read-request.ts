import { Empty, ReadReq, StreamIdentifier } from './protocol.js';
import type { ReadRequest } from './protocol.js';
import type { Halves } from './position.js';
import type { StreamFilter } from './own-streams.js';

/** How many events the server looks at for a filter before it begins a new page. */
const SEARCH_WINDOW = 1_000;

const Options = ReadReq.Options;
type Options = InstanceType<typeof Options>;

export type Direction = 'forwards' | 'backwards';

export interface StreamRead {
  readonly stream: string;
  readonly direction: Direction;
  /** Inclusive. */
  readonly from: number | 'start' | 'end';
  readonly limit?: number | undefined;
}

/** One stream, by the name it has on the server. */
export function streamRequest({ stream, direction, from, limit }: StreamRead): ReadRequest {
  const what = new Options.StreamOptions();
  what.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (from === 'start') what.setStart(new Empty());
  else if (from === 'end') what.setEnd(new Empty());
  else what.setRevision(String(from));
  return request(direction, limit, (options) => options.setStream(what).setNoFilter(new Empty()));
}

export interface AllRead {
  readonly direction: Direction;
  /** Inclusive for a read, exclusive for a subscription. */
  readonly from: Halves | 'start' | 'end';
  readonly limit?: number | undefined;
  /** Absent: also the system's events. */
  readonly filter?: StreamFilter;
}

/** The whole log, up to where it ends as the reading gets there. */
export const allRequest = (read: AllRead): ReadRequest =>
  request(read.direction, read.limit, (options) => withAll(options, read));

/** Everything after `from`, without end. */
export function subscriptionRequest(read: Pick<AllRead, 'from' | 'filter'>): ReadRequest {
  return request('forwards', undefined, (options) =>
    withAll(options, read).setSubscription(new Options.SubscriptionOptions()),
  );
}

function withAll(options: Options, { from, filter }: Pick<AllRead, 'from' | 'filter'>): Options {
  const what = new Options.AllOptions();
  if (from === 'start') what.setStart(new Empty());
  else if (from === 'end') what.setEnd(new Empty());
  else {
    const position = new Options.Position();
    what.setPosition(position.setCommitPosition(from.commit).setPreparePosition(from.prepare));
  }
  options.setAll(what);
  return filter === undefined ? options.setNoFilter(new Empty()) : options.setFilter(filterOptions(filter));
}

function filterOptions(filter: StreamFilter): InstanceType<typeof Options.FilterOptions> {
  const names = new Options.FilterOptions.Expression();
  if ('regex' in filter) names.setRegex(filter.regex);
  else names.setPrefixList([...filter.prefixes]);
  const options = new Options.FilterOptions();
  return options.setStreamIdentifier(names).setMax(SEARCH_WINDOW).setCheckpointintervalmultiplier(1);
}

function request(direction: Direction, limit: number | undefined, fill: (options: Options) => Options): ReadRequest {
  const options = fill(new Options());
  options.setReadDirection(direction === 'forwards' ? FORWARDS : BACKWARDS);
  options.setResolveLinks(false);
  if (!options.hasSubscription()) options.setCount(limit === undefined ? EVERYTHING : String(limit));
  options.setUuidOption(new Options.UUIDOption().setString(new Empty()));
  return new ReadReq().setOptions(options);
}

const { FORWARDS, BACKWARDS } = Options.ReadDirection;
/** The greatest count that the server takes. */
const EVERYTHING = '9223372036854775807';
