import type { Catalogue } from '#platform/http/messages.js';

export const listMessages: Catalogue = {
  'list-exceeds-lines': {
    zh: '清单超过 {max} 行，请缩小筛选范围。',
    en: 'The list has more than {max} lines; narrow it down.',
  },
};
