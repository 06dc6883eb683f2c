import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Config } from '../config/config.js';
import { prettyStream } from './pretty.js';
import { requestContext } from './request-context.js';

/** Never in a log, wherever they stand in what is logged. */
const SECRETS: ReadonlySet<string> = new Set([
  'password',
  'oldPassword',
  'newPassword',
  'oneTimePassword',
  'passwordHash',
  'token',
  'tokenHash',
  'cookie',
  'authorization',
  'set-cookie',
  'databaseUrl',
  'eventStore',
]);
const DEPTH = 4;

/** The same object where it holds no secret, as it nearly always does: pino's own `redact` makes copies for every line. */
const withoutSecrets = <T extends object>(value: T, depth = 0): T => {
  let copy: T | undefined;
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const shown = SECRETS.has(name)
      ? '***'
      : typeof part === 'object' && part !== null && depth < DEPTH
        ? withoutSecrets(part, depth + 1)
        : part;
    if (shown === part) continue;
    copy ??= copyOf(value);
    Object.defineProperty(copy, name, { value: shown, enumerable: true });
  }
  return copy ?? value;
};

/** An error stays one. */
const copyOf = <T extends object>(value: T): T =>
  (Array.isArray(value)
    ? [...(value as readonly unknown[])]
    : Object.create(Object.getPrototypeOf(value) as object | null, Object.getOwnPropertyDescriptors(value))) as T;

/** A URL's password, also inside messages and stacks of drivers. */
const URL_PASSWORD = /(\w+:\/\/[^:/\s@]*:)[^@\s/]+@/g;
const withoutPasswords = (text: string): string => text.replace(URL_PASSWORD, '$1***@');

/** Where the program says what it does: one JSON object per line, with the correlation id of the request at hand. */
export function createLogger(
  config: Pick<Config, 'logLevel' | 'logFormat'>,
  out: DestinationStream & NodeJS.WritableStream = process.stdout,
): Logger {
  const colour = 'isTTY' in out && out.isTTY === true;
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }), log: withoutSecrets },
    mixin: () => ({ ...requestContext.getStore() }),
    hooks: { streamWrite: withoutPasswords },
  };
  return pino(options, config.logFormat === 'pretty' ? prettyStream(out, colour) : out);
}

/** The same for Nest and whoever uses its `Logger`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write('info', message, rest);
  }
  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest puts the name of the one who speaks last, and a stack, if any, before it. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: readonly unknown[],
  ) {
    const context = rest.at(-1);
    const fields = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) {
      this.logger[level]({ ...fields, err: message }, message.message);
      return;
    }
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { err: { stack: rest[0] } } : {};
    if (typeof message === 'string') this.logger[level]({ ...fields, ...stack }, message);
    else this.logger[level](Object.assign({}, fields, stack, message));
  }
}
