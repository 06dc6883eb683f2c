import type { Catalogue } from '#platform/http/messages.js';

export const policyMessages: Catalogue = {
  'policy-figure-out-of-bounds': {
    zh: '{figure} 应为 {min} 至 {max} 之间的整数。',
    en: '{figure} must be a whole number from {min} to {max}.',
  },
  'policy-before-last': {
    zh: '生效日期不得早于上一版本的生效日期 {last}。',
    en: 'It cannot be in force before the last version, which is from {last}.',
  },
  'day-outside-year': { zh: '{day} 不在该年度内。', en: '{day} is not in that year.' },
  'day-repeated': { zh: '{day} 重复。', en: '{day} is named twice.' },
  'workday-on-weekday': {
    zh: '{day} 不是周末，无需登记为调休上班日。',
    en: '{day} is no weekend; it is worked anyway unless it is a holiday.',
  },
  'day-both-off-and-worked': {
    zh: '{day} 既登记为节假日又登记为上班日。',
    en: '{day} is both a day off and a day worked.',
  },
};
