import type { Catalogue } from './messages.js';

/** Titles by status: the same for every problem of its kind. */
export const titles: Catalogue = {
  'status-400': { zh: '请求有误', en: 'Malformed request' },
  'status-401': { zh: '请先登录', en: 'Not signed in' },
  'status-403': { zh: '不允许', en: 'Not allowed' },
  'status-404': { zh: '未找到', en: 'Not found' },
  'status-405': { zh: '方法不适用', en: 'Method not allowed' },
  'status-408': { zh: '请求超时', en: 'Request timed out' },
  'status-409': { zh: '与当前状态不符', en: 'At odds with the present state' },
  'status-412': { zh: '内容已变化', en: 'Changed meanwhile' },
  'status-413': { zh: '内容过大', en: 'Too large' },
  'status-414': { zh: '地址过长', en: 'Address too long' },
  'status-415': { zh: '内容类型不支持', en: 'Unsupported content type' },
  'status-422': { zh: '内容不符合规定', en: 'Against a rule' },
  'status-428': { zh: '需要说明所见版本', en: 'Say which version was seen' },
  'status-429': { zh: '请求过于频繁', en: 'Too many requests' },
  'status-431': { zh: '请求头过大', en: 'Header too large' },
  'status-500': { zh: '系统内部错误', en: 'Internal error' },
  'status-503': { zh: '暂不可用', en: 'Not available for the moment' },
};

/** What is wrong with a request before any rule of the domain is asked. */
export const httpMessages: Catalogue = {
  'request-invalid': { zh: '有 {count} 处填写有误。', en: '{count} field(s) are wrong.' },
  'bad-request': { zh: '请求无法理解。', en: 'The request cannot be understood.' },
  'body-not-json': { zh: '正文不是合法的 JSON。', en: 'The body is not valid JSON.' },
  'body-not-utf8': { zh: '正文不是 UTF-8 编码。', en: 'The body is not UTF-8.' },
  'body-forbidden-key': { zh: '正文含有不允许的键名。', en: 'The body has a key that is not allowed.' },
  'body-too-large': { zh: '正文过大。', en: 'The body is too large.' },
  'content-type-unsupported': { zh: '正文应为 application/json。', en: 'The body must be application/json.' },
  'route-not-found': { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'method-not-allowed': { zh: '此地址可用：{allow}。', en: 'This address takes {allow}.' },
  'not-found': { zh: '没有此内容，或无权查看。', en: 'There is no such thing, or it is not yours to see.' },
  'uri-malformed': {
    zh: '地址无法解析；汉字等须以百分号编码。',
    en: 'The address cannot be decoded; what is not ASCII is percent-encoded.',
  },
  'uri-too-long': { zh: '地址过长。', en: 'The address is too long.' },
  'request-timeout': { zh: '请求未在时限内到齐。', en: 'The request did not arrive in time.' },
  'header-too-large': { zh: '请求头过大。', en: 'The header is too large.' },
  unexpected: {
    zh: '系统出错，已记录。请凭关联号查询。',
    en: 'Something failed and was logged under the correlation id.',
  },
  'database-unavailable': {
    zh: '数据库暂不可用，请稍后重试。',
    en: 'The database is not available; try again shortly.',
  },
  'shutting-down': { zh: '系统正在停止，请稍后重试。', en: 'The system is stopping; try again shortly.' },

  'too-many-requests': { zh: '请 {seconds} 秒后再试。', en: 'Try again in {seconds} seconds.' },

  'log-unavailable': {
    zh: '日志暂不可用，未作任何记录，请稍后重试。',
    en: 'The log is not available; nothing was recorded.',
  },
  'storage-full': {
    zh: '存储空间已满，未作任何记录；管理员腾出空间后即可重试，无须重启。',
    en: 'The storage is full; nothing was recorded. Once there is room again, it can be tried again without a restart.',
  },
  'outcome-unknown': {
    zh: '不能确定是否已记录。请以同一 Idempotency-Key 重试。',
    en: 'It is not certain whether this was recorded. Send it again under the same Idempotency-Key.',
  },
  'batch-refused': {
    zh: '有 {count} 项不能登记，全部未登记。',
    en: '{count} parts cannot be recorded; none of them was.',
  },
  'batch-interrupted': {
    zh: '共 {count} 项，已登记前 {recorded} 项。请以同一 Idempotency-Key 重发，接着登记其余各项。',
    en: 'The first {recorded} of {count} parts are recorded. Send it again under the same Idempotency-Key to go on.',
  },
  'draft-in-batch': {
    zh: '草稿须单独提交，不能与其他各项一并办理。',
    en: 'A draft is issued by a request of its own, not among several parts.',
  },
  'idempotency-key-required': {
    zh: '一次登记多项须带 Idempotency-Key，以便中断后接着登记。',
    en: 'Recording several parts at once needs an Idempotency-Key, so that it can be taken up again.',
  },
  'changed-meanwhile': {
    zh: '内容已被他人更新，请刷新后再办。',
    en: 'It has changed since you saw it; look again first.',
  },
  'concurrent-change': { zh: '同时有他人办理，请重试。', en: 'Others are at work on it; try again.' },
  'idempotency-key-reused': {
    zh: '此 Idempotency-Key 已用于另一请求。',
    en: 'This Idempotency-Key was used for another request.',
  },
  'idempotency-key-invalid': {
    zh: 'Idempotency-Key 应为 1 至 200 个可打印字符。',
    en: 'Idempotency-Key must be 1 to 200 printable characters.',
  },
  'if-match-invalid': { zh: 'If-Match 应为先前收到的 ETag。', en: 'If-Match must be an ETag received before.' },
  'append-too-large': { zh: '一次提交的内容过多，请分次提交。', en: 'Too much at once; split it.' },
  'position-invalid': { zh: 'after 不是本日志的位置。', en: '`after` is no position of this log.' },
  'read-model-building': {
    zh: '程序更新后正在重建这部分数据（已处理 {events} 条事件），其他功能可用，请稍后重试。',
    en: 'This view is being rebuilt for a new version of the program ({events} events so far); everything else works.',
  },
  'read-model-behind': { zh: '数据正在更新，请稍后重试。', en: 'The view is not yet up to date; try again shortly.' },
};
