import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import { ledgerColumns, ledgerIndexes } from './ledger-row.js';
import type { LedgerRow } from './ledger-row.js';
import { rectificationHandlers } from './rectification-handlers.js';
import { dispatchHandlers } from './dispatch-handlers.js';
import { sourceHandlers } from './source-handlers.js';
import type { LedgerEvent } from './source-handlers.js';

/**
 * 问题台账. `ProblemOpened` repeats what the report and the review have said, so it is left out here; its revision is
 * counted with the act that it opens.
 */
export const problemLedger = defineProjection<LedgerRow, LedgerEvent>({
  name: 'problem_ledger',
  version: 3,
  key: 'id',
  columns: ledgerColumns,
  indexes: ledgerIndexes,
  handlers: { ...sourceHandlers, ...dispatchHandlers, ...rectificationHandlers },
});

export const ledgerEntity = entityOf(problemLedger);
