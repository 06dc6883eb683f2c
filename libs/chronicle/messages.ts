import type { Catalogue } from '#platform/http/messages.js';

export const chronicleMessages: Catalogue = {
  'replay-running': { zh: '正在进行另一次复盘，请稍后再试。', en: 'Another replay is running; try again shortly.' },
  'event-id-invalid': {
    zh: 'Last-Event-ID 不是本日志的位置。',
    en: '`Last-Event-ID` is no position of this log.',
  },
};
