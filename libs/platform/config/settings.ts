import type { Config } from './config.js';

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One setting as the operator sees it. The README's table and the messages about wrong settings come from here. */
export interface Setting {
  /** The name of the environment variable. */
  readonly name: string;
  readonly key: keyof Config;
  /** As it would be written in the environment; empty: unset. */
  readonly default: string;
  /** May hold a password: its value is never shown. */
  readonly secret?: boolean;
  readonly expects: Bilingual;
  readonly meaning: Bilingual;
}

const positive = { zh: '正整数', en: 'a whole number above 0' };
const yesOrNo = { zh: 'true 或 false', en: 'true or false' };

function row(
  name: string,
  key: keyof Config,
  defaultValue: string,
  expects: Bilingual,
  zh: string,
  en: string,
  secret = false,
): Setting {
  return { name, key, default: defaultValue, expects, meaning: { zh, en }, secret };
}

export const settings: readonly Setting[] = [
  row(
    'EVENT_STORE',
    'eventStore',
    '',
    { zh: 'esdb://…、esdb+discover://… 或 postgres://…', en: 'esdb://…, esdb+discover://… or postgres://…' },
    '事件日志所在；不设则与其他数据同库。也可由 `EVENT_STORE_FILE` 所指文件给出',
    'Where the log of events is; unset: in the same database as everything else. Or in the file that `EVENT_STORE_FILE` names',
    true,
  ),
  row(
    'STREAM_PREFIX',
    'streamPrefix',
    '',
    { zh: '至多 100 个字母、数字或 _ . -', en: 'at most 100 letters, digits or _ . -' },
    '仅用于 EventStoreDB：各流名称的前缀，使一台服务器可容纳多个日志；日志建立后不可更改',
    'EventStoreDB only: stands before the name of every stream, so that one server can hold several logs; never to be changed once a log was begun',
  ),
  row(
    'DATABASE_URL',
    'databaseUrl',
    '',
    { zh: 'postgres://…', en: 'postgres://…' },
    '数据库；不设则使用内置 PostgreSQL。也可由 `DATABASE_URL_FILE` 所指文件给出',
    'The database; unset: the embedded PostgreSQL. Or in the file that `DATABASE_URL_FILE` names',
    true,
  ),
  row(
    'DATA_DIR',
    'dataDir',
    './data',
    { zh: '目录路径', en: 'the path of a folder' },
    '内置 PostgreSQL 的数据目录',
    'The data folder of the embedded PostgreSQL',
  ),
  row(
    'HOST',
    'host',
    '127.0.0.1',
    { zh: '主机名或 IP 地址', en: 'a host name or an IP address' },
    '监听地址',
    'The address to listen on',
  ),
  row(
    'PORT',
    'port',
    '3000',
    { zh: '0 至 65535', en: '0 to 65535' },
    '监听端口；0 为任一空闲端口',
    'The port to listen on; 0: any free one',
  ),
  row(
    'PUBLIC_URL',
    'publicUrl',
    '',
    { zh: 'http(s)://…', en: 'http(s)://…' },
    '用户访问本系统的地址',
    'The address under which users reach the system',
  ),
  row(
    'TRUST_PROXY',
    'trustProxy',
    '',
    { zh: '以逗号分隔的 IP 地址或网段', en: 'IP addresses or networks, separated by commas' },
    '可信的反向代理；其 X-Forwarded-For 才被采信',
    'Reverse proxies whose X-Forwarded-For is believed',
  ),
  row(
    'COOKIE_SECURE',
    'cookieSecure',
    'true',
    yesOrNo,
    '会话 Cookie 仅经 HTTPS 发送',
    'Session cookies travel over HTTPS only',
  ),
  row(
    'BODY_LIMIT_BYTES',
    'bodyLimitBytes',
    '1048576',
    positive,
    '请求正文的最大字节数',
    'The largest request body, in bytes',
  ),
  row(
    'TIME_ZONE',
    'timeZone',
    'Asia/Shanghai',
    { zh: 'IANA 时区名', en: 'the IANA name of a time zone' },
    '业务日期所用时区',
    'The time zone of business dates',
  ),
  row(
    'PROJECTOR',
    'projector',
    'embedded',
    { zh: 'embedded 或 separate', en: 'embedded or separate' },
    '读模型由 API 进程维护，或由独立进程维护',
    'Read models are kept by the API process, or by a process of their own',
  ),
  row(
    'SESSION_HOURS',
    'sessionHours',
    '12',
    positive,
    '登录后最长有效小时数',
    'Hours after which a session ends in any case',
  ),
  row(
    'SESSION_IDLE_MINUTES',
    'sessionIdleMinutes',
    '120',
    positive,
    '无操作多少分钟后须重新登录',
    'Minutes without a request after which a session ends',
  ),
  row(
    'THROTTLE_SIGN_IN_MINUTES',
    'throttleSignInMinutes',
    '15',
    positive,
    '登录限次的计时分钟数',
    'The minutes over which sign-in attempts are counted',
  ),
  row(
    'THROTTLE_SIGN_IN_PER_ACCOUNT',
    'throttleSignInPerAccount',
    '10',
    positive,
    '期内每个账号的登录次数上限',
    'Sign-in attempts per account in that time',
  ),
  row(
    'THROTTLE_SIGN_IN_PER_ADDRESS',
    'throttleSignInPerAddress',
    '600',
    positive,
    '期内每个地址的登录次数上限（会场可能共用一个地址）',
    'Sign-in attempts per address in that time (a whole hall may share one)',
  ),
  row(
    'THROTTLE_REQUESTS_PER_MINUTE',
    'throttleRequestsPerMinute',
    '6000',
    positive,
    '每个地址每分钟的请求上限',
    'Requests per address and minute',
  ),
  row(
    'LOG_LEVEL',
    'logLevel',
    'info',
    { zh: 'trace、debug、info、warn、error 或 silent', en: 'trace, debug, info, warn, error or silent' },
    '日志级别',
    'How much is logged',
  ),
  row(
    'LOG_FORMAT',
    'logFormat',
    'json',
    { zh: 'json 或 pretty', en: 'json or pretty' },
    '日志格式',
    'The form of log lines',
  ),
  row(
    'SHUTDOWN_TIMEOUT_MS',
    'shutdownTimeoutMs',
    '15000',
    positive,
    '停止时等待进行中请求的毫秒数',
    'Milliseconds that a stop waits for requests under way',
  ),
];
