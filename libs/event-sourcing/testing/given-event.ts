import { createHash } from 'node:crypto';
import type { Basis, DomainEvent, FreeText, RecordedEvent, Tags } from '../event.js';

/** What a test may say of an event beside its facts; everything has a plain default. */
export interface Circumstances {
  /** The day on which it was true; 2024-01-20 when absent. */
  readonly on?: string;
  readonly seq?: number;
  readonly actor?: string;
  readonly role?: string;
  /** The actor when absent. */
  readonly recordedBy?: string;
  readonly basis?: Basis;
  readonly level?: string;
  readonly lateReason?: FreeText;
  /** Instant of recording; noon UTC of the day on which it was true when absent. */
  readonly at?: string;
  readonly commandId?: string;
  /** Stream in which it stands; that of the event before it when absent. */
  readonly stream?: string;
  /** Those of the event before it in its stream when absent. */
  readonly tags?: Tags;
}

/** An event that a test takes as having happened. */
export interface GivenEvent<Type extends string = string, Data extends object = object> extends DomainEvent<
  Type,
  Data
> {
  readonly circumstances: Circumstances;
}

/** `GivenEvent` of each member of a union of events. */
export type Given<E extends DomainEvent> = E extends DomainEvent ? GivenEvent<E['type'], E['data']> : never;

/** `event('ProblemClosed', { problem: '…' }, { on: '2024-06-30' })`; where it is used decides which types exist. */
export const event = <const Type extends string, const Data extends object>(
  type: Type,
  data: Data,
  circumstances: Circumstances = {},
): GivenEvent<Type, Data> => ({ type, data, circumstances });

/** Places events in one stream, with its tags, unless an event says otherwise itself. */
export const inStream = <G extends GivenEvent>(stream: string, tags: Tags, ...events: readonly G[]): readonly G[] =>
  events.map((given) => ({ ...given, circumstances: { stream, tags, ...given.circumstances } }));

/**
 * Events as folds see them: revisions counted per stream, ids derived from place, in the order given. Frozen, so that
 * a fold that changes what it was handed fails its test.
 */
export const recordGiven = <E extends DomainEvent>(
  events: readonly Given<E>[],
  defaults: { readonly stream: string; readonly tags?: Tags },
): readonly RecordedEvent<E>[] => {
  const streams = new Map<string, { length: number; tags: Tags }>();
  let stream = defaults.stream;
  return events.map((given) => {
    const { circumstances } = given;
    stream = circumstances.stream ?? stream;
    const before = streams.get(stream) ?? { length: 0, tags: defaults.tags ?? {} };
    const tags = circumstances.tags ?? before.tags;
    const revision = before.length;
    streams.set(stream, { length: revision + 1, tags });
    const id = idFrom(`${stream}@${String(revision)}`);
    const occurredOn = circumstances.on ?? '2024-01-20';
    const actor = circumstances.actor ?? 'somebody';
    const commandId = circumstances.commandId ?? id;
    return deepFreeze({
      stream,
      revision,
      id,
      type: given.type,
      data: structuredClone(given.data),
      metadata: {
        recordedAt: circumstances.at ?? `${occurredOn}T12:00:00.000Z`,
        occurredOn,
        ...(circumstances.seq === undefined ? {} : { seq: circumstances.seq }),
        actor,
        role: circumstances.role ?? 'some-role',
        recordedBy: circumstances.recordedBy ?? actor,
        ...(circumstances.basis === undefined ? {} : { basis: circumstances.basis }),
        ...(circumstances.level === undefined ? {} : { level: circumstances.level }),
        ...(circumstances.lateReason === undefined ? {} : { lateReason: circumstances.lateReason }),
        tags,
        commandId,
        requestHash: '0'.repeat(64),
        $correlationId: commandId,
        $causationId: commandId,
        previousHash: '0'.repeat(64),
      },
    });
  });
};

/** Freezes a value and everything in it. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};

/** A uuid that is the same in every run. */
const idFrom = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
