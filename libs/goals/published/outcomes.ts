import type { Outcome } from '../events.js';

export const OUTCOME_NAMES: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  achieved: { zh: '已完成', en: 'achieved' },
  'largely-achieved': { zh: '基本完成', en: 'largely achieved' },
  'not-achieved': { zh: '未完成', en: 'not achieved' },
};
