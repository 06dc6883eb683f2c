import { Inject, Injectable } from '@nestjs/common';
import { levelOf, withinLevel, type Level } from '#access/levels.js';
import { ROLE_NAMES } from '#access/roles.js';
import { removedTexts } from '#event-sourcing/amendments/removed-texts.js';
import { concernedBy } from '#chronicle/published/concerned.js';
import type { RecordedEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { foldStream, loadStream } from '#event-sourcing/loaded-stream.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { PersonDirectory } from '#platform/auth/person-directory.js';
import type { Principal } from '#platform/auth/principal.js';
import { notFound } from '#platform/http/request-problem.js';
import { problemLevel } from '#problems/published/problem-level.js';
import { isProblem, parseItem } from '#text/item-number.js';
import type { LocalDate } from '#time/local-date.js';
import { correctableFields } from './domain/correctable.js';
import { entryAt } from './domain/entry-stream.js';
import {
  correctedFields,
  levelsSet,
  voidingOf,
  type Corrected,
  type CorrectedField,
  type LevelSet,
  type Voided,
} from './domain/history.js';
import { requestsOn, type AnsweredRequest } from './domain/removal-requests.js';
import { readsHidden, seesEntry } from './domain/sight.js';
import type { CorrectionKind, RemovalGround } from './events.js';

/** By which event and by whom. */
export interface AmendingView {
  readonly revision: number;
  readonly occurredOn: LocalDate;
  readonly recordedAt: string;
  readonly by: { readonly name: string | null; readonly role: string; readonly roleName: { zh: string; en: string } };
}

export interface VoidingView extends AmendingView {
  readonly reason: string;
}

/** 移除申请, and what became of it. */
export interface RemovalView extends AmendingView {
  /** RFC 6901 pointer into the data of the entry; empty: every text of it. */
  readonly field: string;
  readonly ground: RemovalGround;
  readonly reason: string;
  readonly status: 'waiting' | 'removed' | 'refused';
  /** Whoever confirmed or refused it; null while it waits. */
  readonly answer: AmendingView | null;
}

export interface CorrectionView extends VoidingView {
  readonly kind: CorrectionKind;
  /** RFC 6901 pointer into the data of the entry. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface LevelView extends VoidingView {
  readonly level: Level;
}

/** What became of an entry since it was recorded. */
export interface EntryHistoryView {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** As it is now. */
  readonly level: Level;
  readonly occurredOn: LocalDate;
  readonly recordedAt: string;
  /** In the order in which they were made. */
  readonly corrections: readonly CorrectionView[];
  /** What set its level, in order. */
  readonly levels: readonly LevelView[];
  /** 作废; null: in force. */
  readonly voided: VoidingView | null;
  /** Requests to remove texts from it, in the order in which they were made. */
  readonly removals: readonly RemovalView[];
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
    if (first === undefined || !seesEntry(viewer, events, entry, await this.levelOfProblem(entry)))
      throw notFound('entry-not-found');
    const corrections = correctedFields(this.schemas.decode(first, [], removedTexts(stored)), entry);
    const voiding = voidingOf(entry);
    const removals = requestsOn(events, revision);
    const amending = [
      ...(entry.amendedBy ?? []),
      ...removals.flatMap(({ request, answer }) => [request, answer ?? []]),
    ];
    const names = await this.persons.names(amending.flat().map(({ metadata: { actor } }) => actor));
    const { type, metadata } = entry;
    return {
      stream,
      revision,
      type,
      level: levelOf(entry),
      occurredOn: metadata.occurredOn,
      recordedAt: metadata.recordedAt,
      corrections: corrections.map((each) => correctionView(each, names)),
      // Whoever may read it now learns no more of why it was narrowed.
      levels: withinLevel(
        levelsSet(entry).map((event) => ({ ...voidingView(event, names), level: event.data.level })),
        readsHidden(viewer, events, entry),
      ),
      voided: voiding === undefined ? null : voidingView(voiding, names),
      removals: removals.map((each) => removalView(each, names)),
      correctable: correctableFields(entry).map(({ field, reads }) => ({ field, reads })),
    };
  }

  private async levelOfProblem(entry: RecordedEvent): Promise<Level | undefined> {
    const { item } = concernedBy(entry);
    const parsed = item === undefined ? undefined : parseItem(item);
    if (item === undefined || parsed === undefined || !isProblem(parsed)) return undefined;
    return problemLevel(item, async (aggregate, stream) =>
      foldStream(aggregate, await loadStream(this.store, this.schemas, stream)),
    );
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

const amendingView = (event: RecordedEvent, names: ReadonlyMap<string, string>): AmendingView => ({
  revision: event.revision,
  occurredOn: event.metadata.occurredOn,
  recordedAt: event.metadata.recordedAt,
  by: byOf(event, names),
});

const voidingView = (event: Corrected | LevelSet | Voided, names: ReadonlyMap<string, string>): VoidingView => ({
  ...amendingView(event, names),
  reason: event.data.reason.text,
});

const removalView = ({ request, answer }: AnsweredRequest, names: ReadonlyMap<string, string>): RemovalView => {
  const { field, ground, reason } = request.data;
  const answered = answer?.type === 'TextRemoved' ? 'removed' : 'refused';
  return {
    ...amendingView(request, names),
    field,
    ground,
    reason: reason.text,
    status: answer === undefined ? 'waiting' : answered,
    answer: answer === undefined ? null : amendingView(answer, names),
  };
};

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
