import type { CorrectionEvents, CorrectionKind, RemovalGround } from '#corrections/events.js';
import { LEVEL_NAMES } from '#access/levels.js';
import { entryKey } from '../limited.js';
import type { AmendedEntry } from '#event-sourcing/amendments/amendment.js';
import type { EntryKind, EntryRule, EntryRules } from './entry-rule.js';

const KIND_NAMES: Readonly<Record<CorrectionKind, { zh: string; en: string }>> = {
  slip: { zh: '勘误', en: 'Slip corrected' },
  substance: { zh: '实质更正', en: 'Corrected in substance' },
};

const GROUND_NAMES: Readonly<Record<RemovalGround, { zh: string; en: string }>> = {
  'personal-data': { zh: '个人信息', en: 'personal data' },
  'state-secret': { zh: '涉及国家秘密', en: 'a state secret' },
  'wrong-file': { zh: '错发文件', en: 'a wrong file' },
};

const GUARDED: readonly EntryKind[] = ['appraisal', 'grade'];

/** Of several, the one that the fewest may see. */
const mostGuarded = (kinds: readonly (EntryKind | undefined)[]): EntryKind | undefined =>
  GUARDED.find((kind) => kinds.includes(kind)) ?? kinds[0];

const ofOne = ({ entry }: { readonly entry: AmendedEntry }): readonly AmendedEntry[] => [entry];

/** A correction stands beside what it corrects, and is seen by whoever sees that. */
export const correctionEntries = (kindOf: (type: string) => EntryKind | undefined): EntryRules<CorrectionEvents> => {
  const beside = <Type extends keyof CorrectionEvents>(
    entriesOf: (data: CorrectionEvents[Type]) => readonly AmendedEntry[],
    words: Pick<EntryRule<CorrectionEvents[Type]>, 'zh' | 'en'>,
  ): EntryRule<CorrectionEvents[Type]> => ({
    kind: 'report',
    kindOf: (data) => mostGuarded(entriesOf(data).map(({ type }) => kindOf(type))),
    partOf: ({ stream, data }) => entriesOf(data).map(({ revision }) => entryKey({ stream, revision })),
    branches: ({ data }) => data.units,
    item: ({ item }) => item,
    own: (data, branch) => ({ ...data, units: [branch] }),
    ...words,
  });
  return {
    EntryCorrected: beside<'EntryCorrected'>(ofOne, {
      zh: ({ kind, reason }) => `${KIND_NAMES[kind].zh}：${reason.text}`,
      en: ({ kind, reason }) => `${KIND_NAMES[kind].en}: ${reason.text}`,
    }),
    EntryVoided: beside<'EntryVoided'>(({ entries }) => entries, {
      zh: ({ entries, reason }) => `作废${String(entries.length)}条记录：${reason.text}`,
      en: ({ entries, reason }) =>
        `${String(entries.length)} ${entries.length === 1 ? 'entry' : 'entries'} voided: ${reason.text}`,
    }),
    TextRemovalRequested: beside<'TextRemovalRequested'>(ofOne, {
      zh: ({ ground, reason }) => `申请移除文字（${GROUND_NAMES[ground].zh}）：${reason.text}`,
      en: ({ ground, reason }) => `Removal of a text requested (${GROUND_NAMES[ground].en}): ${reason.text}`,
    }),
    TextRemovalRefused: beside<'TextRemovalRefused'>(ofOne, {
      zh: ({ reason }) => `不同意移除文字：${reason.text}`,
      en: ({ reason }) => `Removal of a text refused: ${reason.text}`,
    }),
    TextRemoved: beside<'TextRemoved'>(ofOne, {
      zh: ({ ground }) => `依规移除文字（${GROUND_NAMES[ground].zh}）`,
      en: ({ ground }) => `A text was removed (${GROUND_NAMES[ground].en})`,
    }),
    EntryLevelSet: beside<'EntryLevelSet'>(ofOne, {
      zh: ({ level, reason }) => `知悉范围调整为${LEVEL_NAMES[level].zh}：${reason.text}`,
      en: ({ level, reason }) => `Level set to ${LEVEL_NAMES[level].en}: ${reason.text}`,
    }),
  };
};
