import type { Catalogue } from '#platform/http/messages.js';

export const branchMessages: Catalogue = {
  'branch-not-found': { zh: '没有编码为 {code} 的党支部。', en: 'There is no branch with the code {code}.' },
  'branch-already-established': {
    zh: '编码 {code} 已被使用，编码不可重复使用。',
    en: 'The code {code} is taken; a code is never used twice.',
  },
  'name-unchanged': { zh: '名称未变：{name}。', en: 'The name is {name} already.' },
  'post-held': {
    zh: '自 {from} 起该职务已有任职人员，请先办理免职。',
    en: 'From {from} on the post is held; release its holder first.',
  },
  'not-in-post': { zh: '此人现未担任该职务。', en: 'This person does not hold the post.' },
  'released-before-appointed': {
    zh: '免职日期早于任职日期 {from}。',
    en: 'The last day is before the first, {from}.',
  },
};
