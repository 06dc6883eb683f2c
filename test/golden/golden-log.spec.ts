import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { checkLogPart } from '#event-sourcing/moving/check-log-part.js';
import { partOf } from '#event-sourcing/testing/log-text.js';
import { EmptyPlace } from '../../apps/cli/testing/empty-place.js';
import { SCHEMAS } from '../../apps/composition/schemas.js';
import { publishedEvents } from '../architecture/events.js';
import { EXAMPLES as BEFORE } from './examples.js';
import { LEVEL_EXAMPLES } from './level-examples.js';
import { digestOf, envelopeIn, grown, linesOf } from './grow.js';

const EXAMPLES = [...BEFORE, ...LEVEL_EXAMPLES];
const PATH = fileURLToPath(new URL('./log.ndjson', import.meta.url));

/** Every version that there ever was of these types, as `Type v1`. */
const versionsOf = (types: readonly string[], schemas: EventSchemas): string[] =>
  types.flatMap((type) =>
    Array.from({ length: schemas.current(type) }, (_, before) => `${type} v${String(before + 1)}`),
  );

const versionIn = (line: string): string => {
  const { type, schemaVersion } = envelopeIn(line);
  return `${type} v${String(schemaVersion)}`;
};

/** What the program reads and the file has no example of. */
const missing = (file: string, types: readonly string[], schemas: EventSchemas): string[] => {
  const there = new Set(linesOf(file).lines.map(versionIn));
  return versionsOf(types, schemas).filter((version) => !there.has(version));
};

/** The contexts' events, and what the log itself and its requests need. */
const types = ['LogCreated', 'BatchBegun', ...publishedEvents().map(({ type }) => type)];
const read = (): string => readFileSync(PATH, 'utf8');

if (process.env['UPDATE_GOLDEN'] === '1') {
  const lacking = new Set(missing(read(), types, SCHEMAS));
  const more = EXAMPLES.filter(({ type }) => lacking.has(`${type} v${String(SCHEMAS.current(type))}`));
  writeFileSync(
    PATH,
    grown(read(), more, (type) => SCHEMAS.current(type)),
  );
}

const file = read();

describe('the golden log of all that was ever written', () => {
  it('has an event of every version of every type', () => {
    expect(types.length).toBeGreaterThan(60);
    expect(missing(file, types, SCHEMAS)).toEqual([]);
  });

  it('would be seen to lack a type, and a version', () => {
    expect(missing(file, [...types, 'NeverWritten'], SCHEMAS)).toEqual(['NeverWritten v1']);
    const raised = new EventSchemas({ GoalAccepted: { version: 2, upcasters: { 1: (data) => data } } });
    expect(missing(file, types, raised)).toEqual(['GoalAccepted v2']);
    const [example] = EXAMPLES;
    if (example === undefined) throw new Error('there is no example');
    const more = { ...example, type: 'GoalAccepted', data: { goal: '2023-goal-03-01' } };
    expect(
      missing(
        grown(file, [more], (type) => raised.current(type)),
        types,
        raised,
      ),
    ).toEqual([]);
  });

  it('still begins as it was written once', () => {
    // Of its first events. What is changed in them could no longer be proved by anybody who has such a log.
    const beginning = linesOf(file).lines.slice(0, 94);
    expect(digestOf(beginning)).toBe('f125257c48060cb2704afb32b1334f382177488843baca8639795b2422d42c69');
  });

  it('has valid chains, hashes and texts, and one changed letter is seen', async () => {
    const { lines } = linesOf(file);
    expect(await checkLogPart(await partOf(file))).toMatchObject({ events: lines.length, digest: digestOf(lines) });
    const bent = file.replace('第三党支部', '第四党支部');
    expect(bent).not.toBe(file);
    await expect(partOf(bent).then((part) => checkLogPart(part))).rejects.toThrow(/hash|digest|chain/);
  });

  it('is brought to the present version of every type', async () => {
    for await (const { event } of (await partOf(file)).events()) {
      const { type, data } = SCHEMAS.decode(event);
      expect(types).toContain(type);
      expect(JSON.stringify(data)).not.toContain('textDigest');
    }
  });
});

describe('the product', () => {
  let place: EmptyPlace;

  beforeAll(async () => {
    place = await EmptyPlace.create();
  });

  afterAll(() => place.drop());

  it('takes the golden log in, folds it, verifies it and gives it back as it was', async () => {
    expect(await place.run('import', PATH)).toMatchObject({ exitCode: 0 });
    expect(await place.run('rebuild', 'all')).toMatchObject({ exitCode: 0 });
    const { stdout } = await place.run('verify', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'intact' });
    expect((await place.run('export')).stdout).toBe(file);
  });
});
