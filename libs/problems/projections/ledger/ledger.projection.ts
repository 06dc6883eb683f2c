import { endingStreams } from '#branches/published/passed.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import { oversightStream } from '#oversight/events.js';
import { meetingStreams } from '#reviews/published/meeting-streams.js';
import { problemStream } from '../../events.js';
import { ledgerColumns, ledgerIndexes } from './ledger-row.js';
import type { LedgerRow } from './ledger-row.js';
import { rectificationHandlers } from './rectification-handlers.js';
import { takenOverHandlers } from './taken-over-handlers.js';
import { dispatchHandlers } from './dispatch-handlers.js';
import { sourceHandlers } from './source-handlers.js';
import { wordingHandlers } from './wording-handlers.js';
import type { LedgerEvent } from './source-handlers.js';

/**
 * 问题台账. `ProblemOpened` repeats what the report and the review have said, so it is left out here; its revision is
 * counted with the act that it opens.
 */
export const problemLedger = defineProjection<LedgerRow, LedgerEvent>({
  name: 'problem_ledger',
  version: 8,
  key: 'id',
  columns: ledgerColumns,
  indexes: ledgerIndexes,
  sources: (id, states) => [
    problemStream(id),
    ...meetingStreams(id),
    oversightStream(id),
    ...endingStreams(
      states.flatMap(({ branch, leadNamed, leadKind, leadCode }) => [
        branch,
        leadNamed?.kind === 'branch' ? leadNamed.code : null,
        leadKind === 'branch' ? leadCode : null,
      ]),
      states.map(({ passed }) => passed),
    ),
  ],
  handlers: {
    ...sourceHandlers,
    ...takenOverHandlers,
    ...wordingHandlers,
    ...dispatchHandlers,
    ...rectificationHandlers,
  },
});

export const ledgerEntity = entityOf(problemLedger);
