import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { buildOpenApi } from '#platform/http/open-api.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { runningProduct } from './running-product.js';
import type { RunningProduct } from './running-product.js';

/** Names under which a person could become a key. */
const PERSON =
  /person|actor|recordedby|holder|secretar|clerk|commentator|presider|account|login|deliveredby|countedby|supervisedby|user/i;

/** Accounts are the administrator's business and hold no business data; names are looked up to be shown. */
const ACCOUNTS = /^\/api\/v1\/(?:users|persons)(?:\/|$)/;

/** Columns and indexes by which rows could be found by person. */
const personColumns = (projections: readonly AnyProjection[]): string[] =>
  projections.flatMap(({ name, columns, indexes, key }) =>
    [
      key,
      ...Object.keys(columns).filter((column) => columns[column]?.type !== 'json'),
      ...indexes.flatMap((index) => index.columns),
    ]
      .filter((column) => PERSON.test(column))
      .map((column) => `${name}.${column}`),
  );

interface Parameter {
  readonly name: string;
  readonly in: string;
}

/** Path and query parameters that name a person. */
const personParameters = (paths: Readonly<Record<string, object>>): string[] =>
  Object.entries(paths)
    .filter(([path]) => !ACCOUNTS.test(path))
    .flatMap(([path, operations]) =>
      Object.values(operations as Record<string, { parameters?: Parameter[] }>)
        .flatMap(({ parameters = [] }) => parameters)
        .filter(({ name, in: place }) => place !== 'header' && PERSON.test(name))
        .map(({ name }) => `${path}?${name}`),
    );

describe('nothing is keyed by a person', () => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await runningProduct();
  });
  afterAll(() => product.stop());

  test('no column or index of a read model', () => {
    const ledger = PROJECTIONS.find(({ name }) => name === 'problem_ledger');
    if (ledger === undefined) throw new Error('there is no ledger');
    expect(personColumns(PROJECTIONS)).toEqual([]);
    expect(personColumns([{ ...ledger, columns: { closedByPerson: { type: 'text' } } }])).toEqual([
      'problem_ledger.closedByPerson',
    ]);
    expect(personColumns([{ ...ledger, indexes: [{ columns: ['actor'] }] }])).toEqual(['problem_ledger.actor']);
  });

  test('no path and no query parameter', () => {
    const { paths } = buildOpenApi(product.app);
    expect(Object.keys(paths).length).toBeGreaterThan(60);
    expect(personParameters(paths)).toEqual([]);
    const bad = { '/api/v1/problems': { get: { parameters: [{ name: 'submittedByPerson', in: 'query' }] } } };
    expect(personParameters(bad)).toEqual(['/api/v1/problems?submittedByPerson']);
  });

  test('no list is ordered by a figure', () => {
    const { paths } = buildOpenApi(product.app);
    const sorts = Object.values(paths).flatMap((operations) =>
      Object.values(operations as Record<string, { parameters?: (Parameter & { schema?: { enum?: string[] } })[] }>)
        .flatMap(({ parameters = [] }) => parameters)
        .filter(({ name }) => name === 'sort')
        .flatMap(({ schema }) => schema?.enum ?? []),
    );
    expect([...new Set(sorts)].sort()).toEqual(['dueOn', 'no']);
  });
});
