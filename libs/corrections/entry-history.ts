import { Inject, Injectable } from '@nestjs/common';
import { ROLE_NAMES } from '#access/roles.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { loadStream } from '#event-sourcing/loaded-stream.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { notFound } from '#platform/http/request-problem.js';
import type { LocalDate } from '#time/local-date.js';
import { correctableFields } from './domain/correctable.js';
import { entryAt } from './domain/entry-stream.js';
import { correctedFields, voidingOf, type CorrectedField } from './domain/history.js';
import { seesEntry } from './domain/sight.js';
import type { CorrectionEvent, CorrectionKind } from './events.js';

/** By which event, on what grounds, and by whom. */
export interface VoidingView {
  readonly revision: number;
  readonly reason: string;
  readonly occurredOn: LocalDate;
  readonly recordedAt: string;
  readonly by: { readonly name: string | null; readonly role: string; readonly roleName: { zh: string; en: string } };
}

export interface CorrectionView extends VoidingView {
  readonly kind: CorrectionKind;
  /** RFC 6901 pointer into the data of the entry. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What became of an entry since it was recorded. */
export interface EntryHistoryView {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurredOn: LocalDate;
  readonly recordedAt: string;
  /** In the order in which they were made. */
  readonly corrections: readonly CorrectionView[];
  /** 作废; null: in force. */
  readonly voided: VoidingView | null;
  /** Fields that may be corrected, as they read now. */
  readonly correctable: readonly { readonly field: string; readonly reads: string }[];
}

/** The history of single entries, from the log itself. */
@Injectable()
export class EntryHistories {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly schemas: EventSchemas,
    private readonly persons: PersonDirectory,
  ) {}

  /** @throws RequestProblem 404, also where the viewer may not know of the entry. */
  async of(stream: string, revision: number, viewer: Principal): Promise<EntryHistoryView> {
    const { events, stored } = await loadStream(this.store, this.schemas, stream);
    const entry = entryAt(events, revision);
    const first = stored[revision];
    if (first === undefined || !seesEntry(viewer, events, entry)) throw notFound('entry-not-found');
    const corrections = correctedFields(this.schemas.decode(first), entry);
    const voiding = voidingOf(entry);
    const names = await this.persons.names((entry.amendedBy ?? []).map(({ metadata: { actor } }) => actor));
    const { type, metadata } = entry;
    return {
      stream,
      revision,
      type,
      occurredOn: metadata.occurredOn,
      recordedAt: metadata.recordedAt,
      corrections: corrections.map((each) => correctionView(each, names)),
      voided: voiding === undefined ? null : voidingView(voiding, names),
      correctable: correctableFields(entry).map(({ field, reads }) => ({ field, reads })),
    };
  }
}

const roleName = (role: string): { zh: string; en: string } => {
  const names: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = ROLE_NAMES;
  return names[role] ?? { zh: role, en: role };
};

const byOf = (
  { metadata: { actor, role } }: RecordedEvent,
  names: ReadonlyMap<string, string>,
): CorrectionView['by'] => ({
  name: names.get(actor) ?? null,
  role,
  roleName: roleName(role),
});

const voidingView = (event: RecordedEvent<CorrectionEvent>, names: ReadonlyMap<string, string>): VoidingView => ({
  revision: event.revision,
  reason: event.data.reason.text,
  occurredOn: event.metadata.occurredOn,
  recordedAt: event.metadata.recordedAt,
  by: byOf(event, names),
});

const correctionView = (
  { correction, before, after }: CorrectedField,
  names: ReadonlyMap<string, string>,
): CorrectionView => ({
  ...voidingView(correction, names),
  kind: correction.data.kind,
  field: correction.data.field,
  before,
  after,
});
