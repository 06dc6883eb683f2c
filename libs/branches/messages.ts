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
  'branch-ended': {
    zh: '编码为 {code} 的党支部已于 {on} 合并、分设或撤销，请改用继任支部。',
    en: 'The branch {code} ended on {on}; its successor takes its place.',
  },
  'successor-is-itself': { zh: '{code} 不能是自己的继任支部。', en: '{code} cannot be its own successor.' },
  'not-a-successor': { zh: '{code} 不在继任支部之列。', en: '{code} is none of the successors.' },
  'successor-repeated': { zh: '继任支部 {code} 重复。', en: 'The successor {code} is named twice.' },
  'split-into-one': { zh: '分设后应有两个以上党支部。', en: 'A branch is split into two at least.' },
  'item-not-of-branch': {
    zh: '{item} 不由党支部 {code} 负责。',
    en: '{item} is not for the branch {code} to answer for.',
  },
  'item-settled': { zh: '{item} 已办结或撤销，不在未结事项之列。', en: '{item} is settled, so it is not open.' },
  'handover-of-another': {
    zh: '党支部书记只能确认自己接任的交接；其他交接由党委办公室登记。',
    en: 'A secretary acknowledges the own taking over only; any other handover is recorded by the office.',
  },
  'handover-already-recorded': { zh: '该任职的交接已经登记。', en: 'The handover of this post is recorded already.' },
  'not-in-post-before': { zh: '移交人此前未担任该职务。', en: 'Nobody of this id held the post before.' },
};
