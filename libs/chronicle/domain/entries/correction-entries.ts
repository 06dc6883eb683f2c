import type { CorrectionEvents, CorrectionKind } from '#corrections/events.js';
import type { EntryKind, EntryRules } from './entry-rule.js';

const KIND_NAMES: Readonly<Record<CorrectionKind, { zh: string; en: string }>> = {
  slip: { zh: '勘误', en: 'Slip corrected' },
  substance: { zh: '实质更正', en: 'Corrected in substance' },
};

const GUARDED: readonly EntryKind[] = ['appraisal', 'grade'];

/** Of several, the one that the fewest may see. */
const mostGuarded = (kinds: readonly (EntryKind | undefined)[]): EntryKind | undefined =>
  GUARDED.find((kind) => kinds.includes(kind)) ?? kinds[0];

/** A correction stands beside what it corrects, and is seen by whoever sees that. */
export const correctionEntries = (kindOf: (type: string) => EntryKind | undefined): EntryRules<CorrectionEvents> => ({
  EntryCorrected: {
    kind: 'report',
    kindOf: ({ entry }) => kindOf(entry.type),
    branches: ({ data }) => data.units,
    item: ({ item }) => item,
    own: (data, branch) => ({ ...data, units: [branch] }),
    zh: ({ kind, reason }) => `${KIND_NAMES[kind].zh}：${reason.text}`,
    en: ({ kind, reason }) => `${KIND_NAMES[kind].en}: ${reason.text}`,
  },
  EntryVoided: {
    kind: 'report',
    kindOf: ({ entries }) => mostGuarded(entries.map(({ type }) => kindOf(type))),
    branches: ({ data }) => data.units,
    item: ({ item }) => item,
    own: (data, branch) => ({ ...data, units: [branch] }),
    zh: ({ entries, reason }) => `作废${String(entries.length)}条记录：${reason.text}`,
    en: ({ entries, reason }) =>
      `${String(entries.length)} ${entries.length === 1 ? 'entry' : 'entries'} voided: ${reason.text}`,
  },
});
