import { Writable } from 'node:stream';

const RESET = '\u001b[0m';
const COLOURS: Readonly<Record<string, string>> = { warn: '\u001b[33m', error: '\u001b[31m', fatal: '\u001b[31m' };
const HIDDEN = ['time', 'level', 'msg', 'err', 'context'];

interface Line {
  readonly time?: string;
  readonly level?: string;
  readonly context?: string;
  readonly msg?: string;
  readonly err?: { readonly stack?: string };
  readonly [field: string]: unknown;
}

/** Log lines for people: the message first, one line each, errors with their stack. */
export function prettyStream(out: NodeJS.WritableStream, colour: boolean): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      out.write(prettyLine(chunk.toString(), colour));
      done();
    },
  });
}

export function prettyLine(json: string, colour: boolean): string {
  const line: Line = JSON.parse(json);
  const level = line.level ?? 'info';
  const paint = colour ? COLOURS[level] : undefined;
  const head = [
    line.time?.slice(11, 23),
    level.padEnd(5),
    line.context === undefined ? '' : `[${line.context}]`,
    line.msg,
  ];
  const fields = Object.entries(line)
    .filter(([name]) => !HIDDEN.includes(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = [...head, ...fields].filter((part) => part !== undefined && part !== '').join(' ');
  const stack = line.err?.stack === undefined ? '' : `\n${line.err.stack}`;
  return `${paint === undefined ? text : `${paint}${text}${RESET}`}${stack}\n`;
}
