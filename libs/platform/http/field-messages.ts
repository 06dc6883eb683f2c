import type { Catalogue } from './messages.js';

/** What is wrong with one field. */
export const fieldMessages: Catalogue = {
  'field-required': { zh: '必填。', en: 'Required.' },
  'unknown-field': { zh: '没有这一项。', en: 'There is no such field.' },
  'field-from-path': { zh: '此项已在地址中，正文不应再填。', en: 'Stands in the address, not in the body.' },
  'given-twice': { zh: '只能出现一次。', en: 'May be given once only.' },
  'too-deep': { zh: '嵌套超过 {max} 层。', en: 'Nested more than {max} levels deep.' },
  'value-invalid': { zh: '不符合要求（{rule}）。', en: 'Does not satisfy {rule}.' },
  'not-object': { zh: '应为对象。', en: 'Must be an object.' },
  'not-list': { zh: '应为列表。', en: 'Must be a list.' },
  'list-too-short': { zh: '至少 {min} 项。', en: 'At least {min} item(s).' },
  'list-too-long': { zh: '至多 {max} 项。', en: 'At most {max} item(s).' },
  'not-text': { zh: '应为文字。', en: 'Must be text.' },
  'text-empty': { zh: '不能为空。', en: 'Must not be empty.' },
  'text-too-short': { zh: '至少 {min} 字，现为 {length} 字。', en: 'At least {min} characters; it has {length}.' },
  'text-too-long': { zh: '至多 {max} 字，现为 {length} 字。', en: 'At most {max} characters; it has {length}.' },
  'text-line-break': { zh: '应为一行，不含换行和制表符。', en: 'Must be one line without tabs.' },
  'text-pattern': { zh: '格式应为 {pattern}。', en: 'Must match {pattern}.' },
  'text-control-character': {
    zh: '第 {position} 个字符是控制字符（{character}），不能使用。',
    en: 'Character {position} is a control character ({character}).',
  },
  'text-lone-surrogate': {
    zh: '第 {position} 个字符不完整（{character}）。',
    en: 'Character {position} is half a character ({character}).',
  },
  'text-identity-number': { zh: '不得填写身份证号码。', en: 'Must not hold an identity-card number.' },
  'text-mobile-number': { zh: '不得填写手机号码。', en: 'Must not hold a mobile number.' },
  'not-code': { zh: '应为 1 至 16 位字母或数字的代码。', en: 'Must be a code of 1 to 16 letters or digits.' },
  'not-day': { zh: '应为日期，格式为 YYYY-MM-DD。', en: 'Must be a date, YYYY-MM-DD.' },
  'not-id': { zh: '应为 UUID。', en: 'Must be a UUID.' },
  'not-item-number': { zh: '应为编号，如 2023-述职-03-02。', en: 'Must be a number such as 2023-述职-03-02.' },
  'not-whole-number': { zh: '应为整数。', en: 'Must be a whole number.' },
  'number-out-of-range': { zh: '应在 {min} 至 {max} 之间。', en: 'Must be between {min} and {max}.' },
  'not-flag': { zh: '应为 true 或 false。', en: 'Must be true or false.' },
  'not-one-of': { zh: '应为：{values}。', en: 'Must be one of {values}.' },
  'cursor-invalid': { zh: '翻页标记无效。', en: 'Not a cursor of this list.' },
  'cursor-outdated': {
    zh: '日期、办理时限或排序方式已变更，请从第一页重新查询。',
    en: 'The day, the policy or the order has changed since: read the list from the start.',
  },
};
