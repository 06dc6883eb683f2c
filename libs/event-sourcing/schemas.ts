import { correctionsIn, type Amendments } from './amendments/amendment.js';
import { withValueAt } from './amendments/json-pointer.js';
import type { Envelope, RecordedEvent, Texts } from './event.js';
import { fillTexts } from './texts.js';

/** Turns the data of one schema version into those of the next; the texts are in place already. */
export type Upcaster = (data: object) => object;

export interface EventSchema {
  /** The version that is written today. */
  readonly version: number;
  /** By the version that each reads: one for every version before the current one. */
  readonly upcasters: Readonly<Record<number, Upcaster>>;
}

/** The log holds an event of a version that this program does not know yet: a newer program wrote it. */
export class UnknownSchemaVersion extends Error {
  override readonly name = 'UnknownSchemaVersion';
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly type: string,
    readonly schemaVersion: number,
  ) {
    super(
      `stream ${stream}, revision ${String(revision)}: ${type} has unknown schema version ${String(schemaVersion)}`,
    );
  }
}

/** The versions of every event type. A type that is not named has only ever had version 1. */
export class EventSchemas {
  constructor(private readonly schemas: Readonly<Record<string, EventSchema>> = {}) {
    for (const [type, { version, upcasters }] of Object.entries(schemas)) {
      for (let from = 1; from < version; from += 1) {
        if (upcasters[from] === undefined) throw new Error(`${type}: no upcaster from version ${String(from)}`);
      }
    }
  }

  /** The version to write. */
  current(type: string): number {
    return this.schemas[type]?.version ?? 1;
  }

  /**
   * The event as folds see it.
   *
   * @param amendments those that concern it; see `decodeStream`.
   * @param removed digests of the texts that were removed from its stream; see `removedTexts`.
   * @throws UnknownSchemaVersion
   * @throws NoSuchPlace — a correction names a field that is not there.
   */
  decode(
    { envelope, texts }: { readonly envelope: Envelope; readonly texts: Texts },
    amendments: readonly RecordedEvent[] = [],
    removed?: ReadonlySet<string>,
  ): RecordedEvent {
    const { stream, revision, id, type } = envelope;
    const { data, metadata } = fillTexts({ data: envelope.data, metadata: envelope.metadata }, texts, removed);
    return {
      stream,
      revision,
      id,
      type,
      data: this.upcast({ ...envelope, data }, correctionsIn(amendments)),
      metadata,
      ...(amendments.length === 0 ? {} : { amendedBy: amendments }),
    };
  }

  /** A correction speaks of the version that was current when it was made, and is brought further with the rest. */
  private upcast(
    { stream, revision, type, schemaVersion: from, data: stored }: Envelope,
    corrections: readonly Amendments['EntryCorrected'][],
  ): object {
    const current = this.current(type);
    if (!Number.isInteger(from) || from < 1 || from > current)
      throw new UnknownSchemaVersion(stream, revision, type, from);
    let data = corrected(stored, from, corrections);
    for (let version = from; version < current; version += 1) {
      data = this.schemas[type]?.upcasters[version]?.(data) ?? data;
      data = corrected(data, version + 1, corrections);
    }
    return data;
  }
}

const corrected = (data: object, version: number, corrections: readonly Amendments['EntryCorrected'][]): object =>
  corrections
    .filter(({ entry }) => entry.schemaVersion === version)
    .reduce((before, { field, value }) => withValueAt(before, field, value), data);
