import type { RawEvent } from './raw-log.js';
import type { Acknowledged } from './retrying-client.js';

export interface Unfaithful {
  /** Acknowledged, and not in the log as it was told. */
  readonly lost: readonly string[];
  /** In the log more than once. */
  readonly doubled: readonly string[];
  /** Positions that do not follow the one before. */
  readonly gaps: readonly number[];
}

export const FAITHFUL: Unfaithful = { lost: [], doubled: [], gaps: [] };

/** Where a log does not hold what commands were told that it holds. */
export const unfaithful = (acknowledged: readonly Acknowledged[], log: readonly RawEvent[]): Unfaithful => {
  const byKey = new Map<string, RawEvent[]>();
  for (const event of log) {
    const key = event.metadata.$correlationId;
    byKey.set(key, [...(byKey.get(key) ?? []), event]);
  }
  const recorded = ({ key }: Acknowledged): readonly RawEvent[] => byKey.get(key) ?? [];
  const commandsOf = (of: Acknowledged): number => new Set(recorded(of).map(({ metadata }) => metadata.commandId)).size;
  return {
    lost: acknowledged
      .filter((of) => !of.events.every(({ id }) => recorded(of).some((event) => event.id === id)))
      .map(({ key }) => key),
    doubled: acknowledged
      .filter((of) => recorded(of).length > of.events.length || commandsOf(of) > 1)
      .map(({ key }) => key),
    gaps: log.map(({ position }) => position).filter((position, index) => position !== index + 1),
  };
};
