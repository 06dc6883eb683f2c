import type { Catalogue } from '#platform/http/messages.js';

export const goalMessages: Catalogue = {
  'goal-number-taken': { zh: '编号 {no} 已被使用。', en: 'The number {no} is taken.' },
  'goal-numbers-exhausted': {
    zh: '该年度和党支部的目标编号已用完（{max}）。',
    en: 'All {max} goal numbers of this year and branch are taken.',
  },
  'goal-not-found': { zh: '没有目标 {goal}，或与您的单位无关。', en: 'There is no goal {goal} that concerns you.' },
  'goal-not-in-status': {
    zh: '目标现处于“{status}”环节，此操作仅适用于：{needed}。',
    en: 'The goal is {status}; this takes one that is {needed}.',
  },
  'submitter-may-not-conclude': {
    zh: '报送完成情况的人不能退回或认定。',
    en: 'Whoever submitted the result does not judge it.',
  },
  'requirement-not-found': {
    zh: '没有工作要求 {requirement}，或与您的单位无关。',
    en: 'There is no requirement {requirement} that concerns you.',
  },
  'requirement-not-in-status': {
    zh: '您单位对该要求的落实处于“{status}”环节，此操作仅适用于：{needed}。',
    en: 'For your unit the requirement is {status}; this takes one that is {needed}.',
  },
  'requirement-concluded': { zh: '该要求已办结。', en: 'The requirement is concluded already.' },
  'requirement-not-implemented': {
    zh: '以下单位尚未报送落实情况：{units}。',
    en: 'These units have not implemented it yet: {units}.',
  },
  'implementer-may-not-conclude': {
    zh: '报送落实情况的人不能办结该要求。',
    en: 'Whoever reported for one of the units does not conclude the requirement.',
  },
};
