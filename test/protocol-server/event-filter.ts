import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogRecord } from './log-record.js';

export type EventFilter = (record: LogRecord) => boolean;

/** By name of stream or type of event; prefixes of which one must fit, or a regular expression. */
export function eventFilter(options: ReadReq.Options.FilterOptions): EventFilter {
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() ?? '';
  const pattern = new RegExp(regex);
  const fits =
    prefixes.length > 0
      ? (text: string) => prefixes.some((prefix) => text.startsWith(prefix))
      : (text: string) => pattern.test(text);
  return ({ stream, type }) => fits(byStream === undefined ? type : stream);
}

/** The server's, when a filter names no window. */
const DEFAULT_WINDOW = 32;

/** So many events, wanted or not, lie between two checkpoints of a filtered subscription. */
export function checkpointInterval(options: ReadReq.Options.FilterOptions): number {
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  return window * Math.max(1, options.getCheckpointintervalmultiplier());
}
