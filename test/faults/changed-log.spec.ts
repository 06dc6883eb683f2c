import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { event } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { HttpClient } from '#platform/testing/http-client.js';
import { removeFolder, temporaryFolder } from '#platform/testing/temporary-folder.js';
import { SystemClock } from '#time/clock.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { startProduct } from '../../apps/composition/start-product.js';
import { EmptyPlace, filesIn } from '../../apps/cli/testing/empty-place.js';
import { tellTwoYears } from '../../apps/cli/testing/told-log.js';
import { compileProduct } from '../setup/product-program.js';
import type { ProductProgram } from '../setup/product-program.js';
import { seedOf, times } from '../setup/fault-scale.js';
import { Randomness } from '../setup/randomness.js';

const ROUNDS = times(1, 10);

/** Makes another log of the one that the read models were folded from, in a place where there is none. */
type Change = (older: string, place: EmptyPlace, random: Randomness) => Promise<void>;

const grow = async (place: EmptyPlace, events: number): Promise<void> => {
  const log = await TestLog.open(place.url);
  for (let n = 0; n < events; n += 1) await log.append(`thing-${String(n)}`, event('ThingHappened', { n }));
  await log.close();
};

const CHANGES: readonly (readonly [string, Change])[] = [
  [
    'a back-up that is older than the read models was restored',
    async (older, place) => {
      expect((await place.run('import', older)).exitCode).toBe(0);
    },
  ],
  [
    'an older log was imported, and has gone on by itself past where they were',
    async (older, place, random) => {
      expect((await place.run('import', older)).exitCode).toBe(0);
      await grow(place, random.between(20, 40));
    },
  ],
  [
    'it is another log altogether',
    async (_, place) => {
      await tellTwoYears(place.url);
    },
  ],
];

let folder: string;
let files: ReturnType<typeof filesIn>;
let source: EmptyPlace;
const places: EmptyPlace[] = [];

const newPlace = async (): Promise<EmptyPlace> => {
  const place = await EmptyPlace.create();
  places.push(place);
  return place;
};

beforeAll(async () => {
  folder = await temporaryFolder();
  files = filesIn(folder);
  source = await newPlace();
  await tellTwoYears(source.url);
  await files.write('older', (await source.run('export')).stdout);
}, 60_000);

afterAll(async () => {
  for (const { drop } of places) await drop();
  await removeFolder(folder);
});

interface Status {
  readonly readModels: readonly { readonly state: string; readonly error: { readonly code: string } | null }[];
}

interface Moved {
  /** With read models of the log that it had before. */
  readonly place: EmptyPlace;
  readonly before: EmptyPlace;
}

/** Read models of the log of `source` and some events more, in a database whose log is `log` from now on. */
const under = async (log: EmptyPlace, random: Randomness): Promise<Moved> => {
  const [models, before] = [await newPlace(), await newPlace()];
  expect((await before.run('import', files.path('older'))).exitCode).toBe(0);
  await grow(before, random.between(1, 15));
  const old = models.with({ EVENT_STORE: before.url, DATABASE_URL: models.url });
  expect((await old.run('rebuild', 'all')).exitCode).toBe(0);
  return { place: models.with({ EVENT_STORE: log.url, DATABASE_URL: models.url }), before };
};

const rowsOf = (place: EmptyPlace): Promise<object[]> => place.rows('SELECT * FROM read_models.timeline ORDER BY 1, 2');

/** The component of `/health/ready` that tells of the read models, once it says what `until` waits for. */
const readModelsSaid = async (url: string, until: RegExp): Promise<readonly [number, string]> => {
  const anybody = new HttpClient(url);
  let said: readonly [number, string] = [0, ''];
  for (let n = 0; n < 200 && !until.test(said[1]); n += 1) {
    const answer = await anybody.get('/health/ready');
    said = [answer.status, answer.text('components', 'read-models', 'detail')];
    await sleep(50);
  }
  return said;
};

/** Where it stopped, as told to anybody; and that all of it runs. */
const ALL_STOPPED = new RegExp(`^(?:[^;]+: stopped \\(log-mismatch\\)(?:; |$)){${String(PROJECTIONS.length)}}$`);
const ALL_RUN = new RegExp(`^${String(PROJECTIONS.length)} running$`);

const started = ({ config }: EmptyPlace) =>
  startProduct({ config, clock: new SystemClock(), logger: pino({ level: 'silent' }) });

describe.each(CHANGES)('read models under which %s', (_, change) => {
  it(
    `stop and say so, ${String(ROUNDS)} times, keep their rows, and are healed by a rebuild beside the running product`,
    async () => {
      const random = new Randomness(seedOf('CHANGED_LOG_SEED'));
      for (let round = 0; round < ROUNDS; round += 1) {
        const log = await newPlace();
        await change(files.path('older'), log, random);
        const { place } = await under(log, random);
        const rows = await rowsOf(place);
        const { app, url } = await started(place);
        try {
          expect(await readModelsSaid(url, ALL_STOPPED)).toEqual([503, expect.stringMatching(ALL_STOPPED)]);
          const { readModels }: Status = JSON.parse((await place.run('status', '--json')).stdout);
          expect(readModels.map(({ state, error }) => `${state}: ${error?.code ?? ''}`)).toEqual(
            PROJECTIONS.map(() => 'stopped: log-mismatch'),
          );
          expect(await rowsOf(place)).toEqual(rows);
          expect((await place.run('verify')).exitCode).toBe(1);

          expect((await place.run('rebuild', 'all')).exitCode).toBe(0);
          expect(await readModelsSaid(url, ALL_RUN)).toEqual([200, expect.stringMatching(ALL_RUN)]);
          expect(await place.run('verify')).toMatchObject({ exitCode: 0 });
        } finally {
          await app.close();
        }
      }
    },
    times(60_000, 600_000),
  );
});

/** A program that takes any log for the one that it has read. */
const trustingProgram = async (): Promise<ProductProgram> => {
  const look = /(const findLogMismatch = async ?\([^)]*\) ?=> ?\{)/;
  let found = false;
  const program = await compileProduct((source, code) => {
    if (!source.endsWith('projection/check-log.ts')) return code;
    found = look.test(code);
    return code.replace(look, '$1 return undefined;');
  });
  expect(found).toBe(true);
  return program;
};

it('what is folded from another past stays unseen without the look at where the log was left', async () => {
  const log = await newPlace();
  const random = new Randomness(seedOf('CHANGED_LOG_SEED'));
  expect((await log.run('import', files.path('older'))).exitCode).toBe(0);
  await grow(log, random.between(20, 40));
  const { place } = await under(log, random);
  const program = await trustingProgram();
  const product = program.start({ EVENT_STORE: log.url, DATABASE_URL: place.url });
  try {
    expect(await readModelsSaid(await product.listening(), ALL_RUN)).toEqual([200, expect.stringMatching(ALL_RUN)]);
  } finally {
    await product.stop();
    await program.remove();
  }
}, 60_000);

describe('read models under which the same log was moved to another place', () => {
  it('go on: what is refused is another past, not another place', async () => {
    const random = new Randomness(seedOf('CHANGED_LOG_SEED'));
    const log = await newPlace();
    const { place, before } = await under(log, random);
    const whole = await files.write('whole', (await before.run('export')).stdout);
    expect((await log.run('import', whole)).exitCode).toBe(0);
    const { app, url } = await started(place);
    try {
      expect(await readModelsSaid(url, ALL_RUN)).toEqual([200, expect.stringMatching(ALL_RUN)]);
    } finally {
      await app.close();
    }
  }, 60_000);
});
