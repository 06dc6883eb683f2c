import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { canonicalText } from '../canonical.js';
import { hashOf } from '../chain.js';
import { freeText } from '../event.js';
import { event } from '../testing/given-event.js';
import { installLog } from '../testing/installed-log.js';
import { logText, readerOf } from '../testing/log-text.js';
import { present } from '../testing/present.js';
import { TestLog } from '../testing/test-log.js';
import { checkLogPart } from './check-log-part.js';
import { DamagedFile } from './damaged-file.js';
import { LineWriter } from './line-writer.js';
import type { LogSummary } from './log-lines.js';
import { LogPart } from './log-part.js';
import { writeLog } from './write-log.js';

let database: TestDatabase;
let log: TestLog;
let file: string;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  for (let n = 0; n < 4; n += 1) {
    await log.append('thing-党建', event('ThingHappened', { n, said: freeText(`第 ${String(n)} 句\n"…"`) }));
    await log.append('thing-2', event('ThingHappened', { 10: 'ten', 9: 'nine', n }));
  }
  file = await logText(log.store);
});

afterAll(async () => {
  await log.close();
  await database.drop();
});

const check = async (text: string | Buffer): Promise<LogSummary> => {
  const reader = readerOf(text, 777);
  const summary = await checkLogPart(await LogPart.begin(reader));
  await reader.end();
  return summary;
};

/** Code and line of what is wrong, or nothing. */
const fault = async (text: string | Buffer): Promise<string> => {
  try {
    await check(text);
    return 'none';
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return `${error.code} in line ${String(error.line)}`;
  }
};

const linesOf = (text: string): string[] => text.trimEnd().split('\n');
const fileOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** The file with a trailer that agrees with its lines, as somebody would make it who edits them. */
const resealed = (lines: readonly string[]): string => {
  const body = lines.slice(0, -1);
  const hashes = body.slice(1).map((line): string => JSON.parse(line).hash);
  const digest = createHash('sha256')
    .update(hashes.map((hash) => `${hash}\n`).join(''))
    .digest('hex');
  const sha256 = createHash('sha256').update(fileOf(body)).digest('hex');
  return fileOf([...body, JSON.stringify({ events: hashes.length, digest, sha256 })]);
};

describe('a log file', () => {
  it('is a header, a line for each event and a trailer', async () => {
    const [header, first, ...rest] = linesOf(file).map((line) => JSON.parse(line));
    expect(header).toEqual({ format: 'event-log', version: 1, logId: log.store.logId });
    expect(first).toMatchObject({ ordinal: 1, texts: {} });
    expect(JSON.parse(first.canonical)).toMatchObject({ stream: 'log', revision: 0, type: 'LogCreated' });
    expect(hashOf(first.canonical)).toBe(first.hash);
    expect(rest.map(({ ordinal, events }) => ordinal ?? `${String(events)} events`)).toEqual([
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      '9 events',
    ]);
    expect(resealed(linesOf(file))).toBe(file);
  });

  it('is the same whenever it is written', async () => {
    expect(await logText(log.store)).toBe(file);
  });

  it('is read back as what it was', async () => {
    const { digest } = JSON.parse(present(linesOf(file).at(-1)));
    expect(await check(file)).toEqual({ logId: log.store.logId, events: 9, digest });
  });

  it('ends where the head of the log was, also when the log has gone on', async () => {
    const upTo = await log.store.head();
    await log.append('thing-3', event('ThingHappened', {}));
    const writer = new LineWriter({ write: () => Promise.resolve() });
    expect(await writeLog({ store: log.store, upTo, writer })).toMatchObject({ events: 9 });
  });
});

describe('a log with texts that were removed', () => {
  it('is written without them, though the store still has them, and read back', async () => {
    const other = await createTestDatabase();
    const removing = await TestLog.open(other.url);
    try {
      await removing.append('thing-1', event('ThingHappened', { said: freeText('甲的住址') }));
      await removing.append('thing-2', event('ThingHappened', { said: freeText('乙的住址') }));
      const before = await logText(removing.store);
      const slice = await removing.store.readStream('thing-1');
      const [digest] = Object.keys(present(slice.status === 'found' ? slice.events[0] : undefined).texts);
      await removing.append('thing-1', event('TextRemoved', { texts: [{ revision: 0, digest }] }));
      const after = await logText(removing.store);
      expect([before, after].map((text) => [text.includes('甲的住址'), text.includes('乙的住址')])).toEqual([
        [true, true],
        [false, true],
      ]);
      expect(await check(after)).toMatchObject({ events: 4 });
    } finally {
      await removing.close();
      await other.drop();
    }
  });
});

describe('a damaged log file is refused at its first bad line', () => {
  const change = (n: number, from: string | RegExp, to: string) => (lines: string[]) =>
    lines.map((line, index) => (index === n - 1 ? line.replace(from, to) : line));

  it.each<[string, (lines: string[]) => readonly string[], string]>([
    ['nothing', () => [], 'truncated in line 1'],
    ['another format', change(1, 'event-log', 'backup'), 'format in line 1'],
    ['a later version', change(1, '"version":1', '"version":2'), 'format in line 1'],
    ['another log', change(1, /"logId":"./, '"logId":"x'), 'chain-broken in line 2'],
    ['no trailer', (lines) => lines.slice(0, -1), 'truncated in line 11'],
    ['no events', (lines) => [lines[0] ?? '', lines.at(-1) ?? ''], 'count in line 2'],
    ['a lost line', (lines) => lines.toSpliced(4, 1), 'ordinal in line 5'],
    ['a line twice', (lines) => lines.toSpliced(4, 0, lines[4] ?? ''), 'ordinal in line 6'],
    [
      'lines that changed places',
      (lines) => lines.toSpliced(4, 2, lines[5] ?? '', lines[4] ?? ''),
      'ordinal in line 5',
    ],
    ['a lost end', (lines) => lines.toSpliced(8, 2), 'count in line 9'],
    ['no JSON', change(5, '{', '['), 'not-json in line 5'],
    ['an empty line', change(5, /.*/, ''), 'not-json in line 5'],
    ['no event', change(5, '"hash"', '"hush"'), 'not-an-event in line 5'],
    ['another fact', change(5, '\\"n\\":1', '\\"n\\":7'), 'hash-mismatch in line 5'],
    ['another text', change(5, '句', '局'), 'text-digest-mismatch in line 5'],
    ['a removed text', change(5, /"texts":.*/, '"texts":{}}'), 'checksum in line 11'],
    ['a space between members', change(5, '"texts":', ' "texts":'), 'checksum in line 11'],
    ['another count', change(11, '"events":9', '"events":8'), 'count in line 11'],
    ['another digest', change(11, /"digest":"./, '"digest":"x'), 'digest in line 11'],
    ['another checksum', change(11, /"sha256":"./, '"sha256":"x'), 'checksum in line 11'],
    ['something after the end', (lines) => [...lines, '{}'], 'format in line 12'],
  ])('%s', async (_case, damage, expected) => {
    expect(await fault(fileOf(damage(linesOf(file))).replace(/^\n$/, ''))).toBe(expected);
  });

  it.each<[string, (lines: string[]) => readonly string[], string]>([
    ['a lost event', (lines) => renumbered(lines.toSpliced(4, 1)), 'revision-gap in line 6'],
    [
      'a recomputed hash',
      (lines) => rehashed(lines, 5, (text) => text.replace('"n":1', '"n":7')),
      'chain-broken in line 7',
    ],
    [
      'a text that is not canonical',
      (lines) => rehashed(lines, 10, (text) => text.replace(',', ', ')),
      'malformed in line 10',
    ],
    [
      'a malformed id',
      (lines) => rehashed(lines, 10, (text) => text.replace(/"id":"./, '"id":"X')),
      'malformed in line 10',
    ],
    ['a text that is gone', (lines) => change(5, /"texts":.*/, '"texts":{}}')([...lines]), 'text-missing in line 5'],
    ['an event that no store takes', (lines) => rehashed(lines, 10, oversized), 'malformed in line 10'],
    [
      'another beginning',
      (lines) => rehashed(lines, 2, (text) => text.replace('LogCreated', 'LogBegun')),
      'malformed in line 2',
    ],
  ])('also when its trailer agrees: %s', async (_case, edit, expected) => {
    expect(await fault(resealed(edit(linesOf(file))))).toBe(expected);
  });

  it('of bytes that are no UTF-8, or whose last line has no end or another', async () => {
    const bytes = Buffer.from(file);
    const at = bytes.indexOf(Buffer.from('党'));
    bytes[at] = 0xff;
    expect(await fault(bytes)).toBe('not-utf8 in line 3');
    expect(await fault(file.trimEnd())).toBe('truncated in line 11');
    expect(await fault(`${file.trimEnd()}\t\n`)).toBe('malformed in line 11');
    expect(await fault(file.slice(0, 2_000))).toMatch(/^truncated in line/);
  });

  it('whatever byte is changed, added or lost', async () => {
    const bytes = Buffer.from(file);
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'add', 'lose'),
        async (at, by, how) => {
          const other = ((bytes[at] ?? 0) + by) % 256;
          const between = how === 'lose' ? [] : how === 'change' ? [other] : [other, bytes[at] ?? 0];
          const damaged = Buffer.concat([bytes.subarray(0, at), Buffer.from(between), bytes.subarray(at + 1)]);
          expect(await fault(damaged)).not.toBe('none');
        },
      ),
      { numRuns: 300 },
    );
  });
});

const renumbered = (lines: readonly string[]): string[] =>
  lines.map((line, index) => line.replace(/"ordinal":\d+/, `"ordinal":${String(index)}`));

/** Line `n` with another text, and the hash of that. */
const rehashed = (lines: readonly string[], n: number, edit: (text: string) => string): string[] =>
  lines.map((line, index) => {
    if (index !== n - 1) return line;
    const parsed: { canonical: string } = JSON.parse(line);
    const canonical = edit(parsed.canonical);
    return JSON.stringify({ ...parsed, canonical, hash: hashOf(canonical) });
  });

const oversized = (text: string): string =>
  canonicalText({ ...JSON.parse(text), data: { words: 'x'.repeat(1_050_000) } });

describe('a log that contradicts itself', () => {
  it('is not written out', async () => {
    const other = await createTestDatabase();
    const installed = await installLog(other.url);
    try {
      const store = await installed.connect();
      await installed.asOwner((client) =>
        client.query(`ALTER TABLE log.events DISABLE TRIGGER USER;
          UPDATE log.events SET canonical = replace(canonical, '"system"', '"nobody"')`),
      );
      await expect(logText(store)).rejects.toMatchObject({ name: 'DamagedLog', finding: { code: 'hash-mismatch' } });
    } finally {
      await installed.close();
      await other.drop();
    }
  });
});
