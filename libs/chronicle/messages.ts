import type { Catalogue } from '#platform/http/messages.js';

export const chronicleMessages: Catalogue = {
  'replay-running': { zh: '正在进行的复盘过多，请稍后再试。', en: 'Too many replays are running; try again shortly.' },
  'replay-stopped': { zh: '复盘被中止，请稍后再试。', en: 'The replay was stopped; try again shortly.' },
  'replay-too-long': {
    zh: '复盘超时未完成，请改用命令行 replay。',
    en: 'The replay took too long; use `replay` on the command line instead.',
  },
  'replay-failed': {
    zh: '复盘未能完成，原因见服务日志。',
    en: 'The replay could not be completed; the log of the service says why.',
  },
  'log-changed': {
    zh: '日志已被改动，无法复盘：{place}（{difference}）。',
    en: 'The log was changed and cannot be replayed: {place} ({difference}).',
  },
  'no-branch-role': {
    zh: '您现在不担任党支部书记或支部干事。',
    en: 'You hold no role in a branch at present.',
  },
  'cursor-of-another-log': {
    zh: '此游标不属于本日志或其现在的存储位置；不带 since 重新开始。',
    en: 'This cursor belongs to another log, or to another store of it; begin anew without `since`.',
  },
  'event-id-invalid': {
    zh: 'Last-Event-ID 不是本日志的位置。',
    en: '`Last-Event-ID` is no position of this log.',
  },
};
