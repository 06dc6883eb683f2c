import type { Outcome, Row } from '../row.js';
import { PROJECTIONS } from '../../../apps/composition/projections.js';
import { FIRST_EVENTS, rebuildTurns, type Contender } from './rebuild-turns.js';

const compared = (
  name: string,
  ours: Contender,
  reference: Contender,
  row: Pick<Row, 'what' | 'reference' | 'target'>,
  stretch?: number,
): Row => ({
  name,
  unit: 'events/s',
  ...row,
  ...(stretch !== undefined && { stretch }),
  async measure(place, settings): Promise<Outcome> {
    const turns = await rebuildTurns(place, settings);
    const failure = turns.failures.get(ours) ?? turns.failures.get(reference);
    if (failure !== undefined) return { why: failure };
    return {
      ours: turns.rates.get(ours) ?? [],
      reference: turns.rates.get(reference) ?? [],
      note: `all ${String(PROJECTIONS.length)} tables have the same digest on both sides`,
    };
  },
});

const what = 'fresh rebuild of all read models';

export const rebuildSql = compared(
  'rebuild-sql',
  'ours',
  'sql',
  {
    what,
    reference: `hand-written INSERT … SELECT of the same tables and indexes, the first ${String(FIRST_EVENTS)}`,
    target: { ratioAtLeast: 0.6 },
  },
  0.9,
);

export const rebuildTypeOrm = compared('rebuild-typeorm', 'ours', 'typeorm', {
  what,
  reference: `TypeORM find + save per event, the first ${String(FIRST_EVENTS)}`,
  target: { ratioAtLeast: 250 },
});

export const rebuildEmmett = compared('rebuild-emmett', 'ours', 'emmett', {
  what,
  reference: `emmett-postgresql 0.42.0, projections rebuilt in batches of 1,000, the first ${String(FIRST_EVENTS)}`,
  target: { ratioAtLeast: 60 },
});

export const catchUp = compared('catch-up', 'catch-up', 'sql', {
  what: 'live catch-up: indexed tables that are served, checkpoint per batch',
  reference: 'the same INSERT … SELECT',
  target: { ratioAtLeast: 0.35 },
});
