import { randomBytes } from 'node:crypto';
import type { Grant, Role } from '#access/roles.js';
import { HttpClient } from './http-client.js';
import { ON_SITE } from './story-on-site.js';
import type { BranchStory } from './story-types.js';
import { WRITTEN } from './story-written.js';

export const BRANCHES: readonly BranchStory[] = [...ON_SITE, ...WRITTEN];

/** First day on which the roles of the story are held. */
const FROM = '2023-12-01';

interface Person {
  readonly login: string;
  readonly name: string;
  readonly affiliation?: string;
  readonly grants: readonly Pick<Grant, 'role' | 'unit'>[];
}

const single = (login: string, name: string, role: Role): Person => ({ login, name, grants: [{ role }] });

/** Invented people: the office, the committee, the branches, the annual review. */
const PEOPLE: readonly Person[] = [
  single('office.clerk', '刘小满', 'office-clerk'),
  single('office.head', '方正平', 'office-head'),
  single('chair', '陆承志', 'chair'),
  {
    login: 'deputy',
    name: '梁书衡',
    grants: ['01', '02', '03', '04'].map((unit) => ({ role: 'committee-member', unit })),
  },
  single('review', '年度评议组', 'annual-review'),
  single('auditor', '审计专员', 'auditor'),
  ...BRANCHES.flatMap(({ code, secretary, clerk }): Person[] => [
    {
      login: `secretary.${code}`,
      name: secretary,
      affiliation: code,
      grants: [{ role: 'branch-secretary', unit: code }],
    },
    { login: `clerk.${code}`, name: clerk, affiliation: code, grants: [{ role: 'branch-clerk', unit: code }] },
  ]),
];

export interface Member {
  readonly client: HttpClient;
  /** Person id. */
  readonly person: string;
}

/** Everybody in the story, signed in when first needed. */
export class Cast {
  private constructor(
    /** One for all, made anew for every demo. */
    readonly password: string,
    private readonly members: ReadonlyMap<string, Member>,
  ) {}

  /** Lets the administrator create all accounts in one request. */
  static async create(url: string, admin: { readonly login: string; readonly password: string }): Promise<Cast> {
    const password = `demo-${randomBytes(6).toString('hex')}`;
    const office = new HttpClient(url, { account: admin.login, password: admin.password });
    const users = PEOPLE.map((person) => ({
      ...person,
      password,
      grants: person.grants.map((grant) => ({ ...grant, from: FROM })),
    }));
    const { users: created } = await office.post<{ users: { login: string; person: { id: string } }[] }>('/users', {
      users,
    });
    return new Cast(
      password,
      new Map(
        created.map(({ login, person }) => [
          login,
          { client: new HttpClient(url, { account: login, password }), person: person.id },
        ]),
      ),
    );
  }

  /** @throws Error when nobody has this login. */
  member(login: string): Member {
    const member = this.members.get(login);
    if (member === undefined) throw new Error(`nobody is called ${login}`);
    return member;
  }

  as(login: string): HttpClient {
    return this.member(login).client;
  }

  person(login: string): string {
    return this.member(login).person;
  }

  /** Where the log stood after the last command of any of them. */
  get logPosition(): string | undefined {
    const positions = [...this.members.values()].flatMap(({ client }) => client.logPosition ?? []);
    return positions.sort((a, b) => Number(a) - Number(b)).at(-1);
  }
}
