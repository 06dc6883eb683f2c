import type { CorrectionEvents, CorrectionKind } from '#corrections/events.js';
import type { EntryKind, EntryRules } from './entry-rule.js';

const KIND_NAMES: Readonly<Record<CorrectionKind, { zh: string; en: string }>> = {
  slip: { zh: '勘误', en: 'Slip corrected' },
  substance: { zh: '实质更正', en: 'Corrected in substance' },
};

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
});
