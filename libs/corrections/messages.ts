import type { Catalogue } from '#platform/http/messages.js';

export const correctionMessages: Catalogue = {
  'entry-not-found': { zh: '没有这条记录，或与您无关。', en: 'There is no such entry that concerns you.' },
  'amended-by-actor-or-head': {
    zh: '只有作出或录入该记录的人和党委办公室负责人可以更正、作废或申请移除。',
    en: 'Only whoever made or typed the entry and the head of the Party office may correct or void it, or ask for a removal.',
  },
  'closed-amended-by-head': {
    zh: '述职评议已办结，只能由党委办公室负责人更正、作废或申请移除。',
    en: 'The review is closed: only the head of the Party office may correct or void its entries, or ask for a removal.',
  },
  'entry-is-replaced': {
    zh: '{stream} 中的记录不更正、不作废，请重新发布。',
    en: 'Entries of {stream} are neither corrected nor voided: publish a new one.',
  },
  'entry-voided': { zh: '第 {revision} 条记录已作废。', en: 'Entry {revision} is void.' },
  'entry-not-voidable': {
    zh: '此类记录（{type}）不能作废，请用相应操作撤回或变更。',
    en: 'Entries of this type ({type}) are not voided: take them back or change them by an act of their own.',
  },
  'built-upon': {
    zh: '有 {count} 条记录以此为依据，应一并作废或先行处理：{entries}。',
    en: '{count} entries rest on it, to be voided with it or dealt with first: {entries}.',
  },
  'field-not-correctable': {
    zh: '该记录（{type}）的 {field} 不能更正；如有错误，请作废后重新登记。',
    en: 'Field {field} of this entry ({type}) cannot be corrected; void the entry and record it again.',
  },
  'points-to-nothing': {
    zh: '没有编号为 {text} 的有效记录可以指向。',
    en: 'There is no entry {text} in force to point to.',
  },
  'level-is-so': { zh: '该记录的知悉范围已是“{level}”。', en: 'The level of the entry is {level} already.' },
  'level-not-for-entry': {
    zh: '此类记录（{type}）不单独限班子，随所办事项。',
    en: 'Entries of this type ({type}) are read by whoever reads the matter and have no level of their own.',
  },
  'nothing-corrected': { zh: '{field} 与现有内容相同。', en: 'Field {field} reads so already.' },
  'field-not-removable': {
    zh: '该记录（{type}）的“{field}”没有可以移除的文字。',
    en: 'Field "{field}" of this entry ({type}) holds no text that can be removed.',
  },
  'text-removed-already': { zh: '“{field}”的文字已依规移除。', en: 'The text of field "{field}" was removed already.' },
  'removal-requested-already': {
    zh: '“{field}”的移除申请正在等待确认。',
    en: 'The removal of field "{field}" was requested already and waits to be confirmed.',
  },
  'removal-not-requested': {
    zh: '没有等待确认的“{field}”移除申请。',
    en: 'No request to remove field "{field}" waits to be confirmed.',
  },
  'removal-confirmed-by-another': {
    zh: '移除须由申请人以外的人确认。',
    en: 'A removal is confirmed by somebody else than whoever asked for it.',
  },
};
