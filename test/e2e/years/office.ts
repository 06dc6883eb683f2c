import { pino } from 'pino';
import type { Role } from '#access/roles.js';
import { loadConfig } from '#platform/config/load-config.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import { DemoClock } from '../../../apps/cli/demo/demo-clock.js';
import { HttpClient } from '../../../apps/cli/demo/http-client.js';
import { startProduct } from '../../../apps/composition/start-product.js';
import { compileProduct } from '../../setup/product-program.js';
import { readRawLog } from '../../setup/raw-log.js';
import type { RawEvent } from '../../setup/raw-log.js';
import type { Doer } from './fates.js';

const PASSWORD = '学习-调研-整改-落实-见效-长期';
const FROM = '2023-12-01';
/** Each of these answers for ten branches, and names in every request the one that it acts for. */
const SECRETARIES = 5;
const AT_ONCE = 12;

type Work = () => Promise<unknown>;

/** The product with an office and many branches, and the hands that play its years. */
export class YearsOffice {
  private constructor(
    private readonly clock: DemoClock,
    private readonly databaseUrl: string,
    private readonly clients: ReadonlyMap<string, HttpClient>,
    private readonly persons: ReadonlyMap<string, string>,
    readonly codes: readonly string[],
    readonly stop: () => Promise<void>,
  ) {}

  static async open(branches: number): Promise<YearsOffice> {
    const [database, program] = await Promise.all([createTestDatabase(), compileProduct()]);
    const config = loadConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      SESSION_HOURS: '100000',
      SESSION_IDLE_MINUTES: '10000000',
      THROTTLE_REQUESTS_PER_MINUTE: '1000000',
    });
    const clock = new DemoClock();
    clock.moveTo('2023-12-19');
    const logger = pino({ level: 'silent' });
    const { app, url, firstAdmin } = await startProduct({ config, clock, logger, worker: program.worker });
    if (firstAdmin === undefined) throw new Error('the database is not empty');
    const codes = Array.from({ length: branches }, (_, n) => String(n + 1).padStart(2, '0'));
    const admin = new HttpClient(url, { account: firstAdmin.login, password: firstAdmin.password });
    const { clients, persons } = await hire(url, admin, codes);
    return new YearsOffice(clock, database.url, clients, persons, codes, async () => {
      await app.close();
      await program.remove();
      await database.drop();
    });
  }

  on(day: string): void {
    this.clock.moveTo(day);
  }

  as(who: Exclude<Doer, 'secretary'>): HttpClient {
    return this.client(who);
  }

  person(who: Doer, branch = '01'): string {
    const person = this.persons.get(loginOf(who, branch));
    if (person === undefined) throw new Error(`nobody is called ${who}`);
    return person;
  }

  /** By whoever has that part for the branch. */
  post(who: Doer, branch: string, path: string, body: object): Promise<unknown> {
    const client = this.client(loginOf(who, branch));
    return client.post(path, body, who === 'secretary' ? { unit: branch } : {});
  }

  /** For every branch, several at once. */
  forEach(work: (branch: string) => Promise<unknown>): Promise<void> {
    return atOnce(this.codes.map((code) => () => work(code)));
  }

  log(): Promise<readonly RawEvent[]> {
    return readRawLog(this.databaseUrl);
  }

  /** The items of all pages, as the office head reads them once they show everything. */
  async items<Item>(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor = '';
    const after = [...this.clients.values()]
      .flatMap(({ logPosition }) => logPosition ?? [])
      .toSorted((a, b) => Number(a) - Number(b))
      .at(-1);
    do {
      const page = await this.client('head').get<{ items: readonly Item[]; next?: string }>(
        `${path}?limit=50${cursor}`,
        after,
      );
      items.push(...page.items);
      cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== '');
    return items;
  }

  private client(login: string): HttpClient {
    const client = this.clients.get(login);
    if (client === undefined) throw new Error(`nobody is called ${login}`);
    return client;
  }
}

export const atOnce = async (works: readonly Work[]): Promise<void> => {
  const waiting = works.values();
  const hand = async (): Promise<void> => {
    for (const work of waiting) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
};

const loginOf = (who: Doer, branch: string): string =>
  who === 'secretary' ? `secretary-${String(Number(branch) % SECRETARIES)}` : who;

const hire = async (url: string, admin: HttpClient, codes: readonly string[]) => {
  const grant = (role: Role, unit?: string): object => ({ role, from: FROM, ...(unit === undefined ? {} : { unit }) });
  const single = (login: string, role: Role): object => ({ login, name: login, grants: [grant(role)] });
  const secretaries = Array.from({ length: SECRETARIES }, (_, n) => ({
    login: `secretary-${String(n)}`,
    name: `书记${String(n)}`,
    grants: codes.filter((code) => Number(code) % SECRETARIES === n).map((code) => grant('branch-secretary', code)),
  }));
  const office = [single('clerk', 'office-clerk'), single('head', 'office-head'), single('chair', 'chair')];
  const users = [...office, ...secretaries].map((user) => ({ ...user, password: PASSWORD }));
  const { users: hired } = await admin.post<{ users: { login: string; person: { id: string } }[] }>('/users', {
    users,
  });
  const clients = new Map(
    hired.map(({ login }) => [login, new HttpClient(url, { account: login, password: PASSWORD })]),
  );
  // Signs in once, before many hands use the session.
  for (const client of clients.values()) await client.get('/branches');
  return {
    clients,
    persons: new Map(hired.map(({ login, person }) => [login, person.id])),
  };
};
