import type { Catalogue } from '#platform/http/messages.js';

export const oversightMessages: Catalogue = {
  'oversight-subject-not-found': {
    zh: '没有 {subject}，或与您无关。',
    en: 'There is no {subject} that concerns you.',
  },
  'not-oversight-subject': {
    zh: '应为问题、目标、要求的编号，或党支部代码。',
    en: 'Must be the number of a problem, goal or requirement, or the code of a branch.',
  },
  'unit-not-concerned': {
    zh: '单位 {code} 既不牵头、不配合，也不是被点评的党支部。',
    en: 'The unit {code} neither leads nor supports it, and was not told of it.',
  },
  'nothing-to-remind-of': {
    zh: '{subject} 已办结，无需催办。',
    en: '{subject} is settled; there is nothing to remind of.',
  },
  'reminder-unit-missing': { zh: '应写明催办哪个单位。', en: 'It must be said which unit is reminded.' },
  'instruction-on-problem-or-branch': {
    zh: '批示针对问题或党支部。',
    en: 'An instruction is given on a problem or a branch.',
  },
  'instruction-addressee-missing': {
    zh: '由党委牵头的问题，应写明由哪个单位回复批示。',
    en: 'Where the committee leads, it must be said which unit answers the instruction.',
  },
  'answer-due-before-instruction': {
    zh: '回复期限 {dueOn} 早于批示日期。',
    en: 'The answer would be due on {dueOn}, before the instruction.',
  },
  'instruction-not-found': {
    zh: '没有第 {instruction} 条批示，或与您的单位无关。',
    en: 'There is no instruction {instruction} that concerns you.',
  },
  'instruction-not-in-status': {
    zh: '批示现处于“{status}”环节，此操作仅适用于：{needed}。',
    en: 'The instruction is {status}; this takes one that is {needed}.',
  },
  'answerer-may-not-judge': {
    zh: '回复批示的人不能退回或办结该批示。',
    en: 'Whoever answered the instruction does not return or conclude it.',
  },
};
