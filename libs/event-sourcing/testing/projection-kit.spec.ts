import type { EventsOf } from '../event.js';
import { defineProjection } from '../projection/projection.js';
import { expectSameInAnyInterleaving } from './interleavings.js';
import { event, inStream, project } from './projection-kit.js';

type ShopEvent = EventsOf<{
  BasketOpened: { readonly basket: string };
  ItemAdded: { readonly basket: string; readonly price: number };
  BasketThrownAway: { readonly basket: string };
  ShopRenamed: { readonly name: string };
}>;

interface BasketRow {
  readonly basket: string;
  readonly total: number;
  readonly firstOn: string | null;
}

const baskets = defineProjection<BasketRow, ShopEvent>({
  name: 'baskets',
  version: 1,
  key: 'basket',
  columns: { basket: { type: 'text' }, total: { type: 'integer' }, firstOn: { type: 'date', nullable: true } },
  indexes: [],
  sources: (basket) => [basket],
  handlers: {
    BasketOpened: {
      keys: ({ data }) => [data.basket],
      fold: (row, _, basket) => row ?? { basket, total: 0, firstOn: null },
    },
    ItemAdded: {
      keys: ({ data }) => [data.basket],
      fold: (row, { data, metadata }, basket) => {
        const firstOn = row?.firstOn ?? metadata.occurredOn;
        return {
          basket,
          total: (row?.total ?? 0) + data.price,
          firstOn: firstOn < metadata.occurredOn ? firstOn : metadata.occurredOn,
        };
      },
    },
    BasketThrownAway: { keys: ({ data }) => [data.basket], fold: () => undefined },
  },
});

const opened = project(baskets).given(
  inStream('basket-a', {}, event('BasketOpened', { basket: 'a' })),
  inStream('basket-b', {}, event('BasketOpened', { basket: 'b' })),
);

describe('given what happened', () => {
  it('then exactly these rows stand', () => {
    opened.thenRows({
      a: { basket: 'a', total: 0, firstOn: null },
      b: { basket: 'b', total: 0, firstOn: null },
    });
    expect(() => opened.thenRows({ a: { basket: 'a', total: 0, firstOn: null } })).toThrow(/"b"/);
  });

  it('then only what is told has changed', () => {
    const changed = opened.when(
      event('ItemAdded', { basket: 'a', price: 5 }, { stream: 'basket-a', on: '2024-02-01' }),
      event('BasketThrownAway', { basket: 'b' }, { stream: 'basket-b' }),
    );

    changed.thenChanged({ a: { total: 5, firstOn: '2024-02-01' }, b: undefined });
    expect(() => changed.thenChanged({ a: { total: 5, firstOn: '2024-02-01' } })).toThrow(/"b"/);
    expect(() => changed.thenChanged({ a: { total: 5 }, b: undefined })).toThrow(/firstOn/);
  });

  it('then events that it does not name change nothing', () => {
    opened.when(event('ShopRenamed', { name: 'new' }, { stream: 'shop' })).thenChanged({});
  });

  it('then revisions are counted per stream, and tags go on from event to event', () => {
    const [first, other, second] = project(baskets)
      .given(
        inStream('basket-a', { branch: '03' }, event('BasketOpened', { basket: 'a' })),
        inStream('basket-b', {}, event('BasketOpened', { basket: 'b' })),
        event('ItemAdded', { basket: 'a', price: 1 }, { stream: 'basket-a' }),
      )
      .record();
    expect([first?.revision, other?.revision, second?.revision]).toEqual([0, 0, 1]);
    expect([first, other, second].map((recorded) => recorded?.metadata.tags)).toEqual([
      { branch: '03' },
      {},
      { branch: '03' },
    ]);
  });

  it('then a row that is not as declared is found', () => {
    const price = (value: number) => project(baskets).given(event('ItemAdded', { basket: 'a', price: value }));
    expect(() => price(1.5).rows).toThrow('baskets.total: 1.5 is no integer');
  });

  it('then a fold that changes its row in place is found', () => {
    const careless = defineProjection<{ basket: string; total: number }, ShopEvent>({
      name: 'careless',
      version: 1,
      key: 'basket',
      columns: { basket: { type: 'text' }, total: { type: 'integer' } },
      indexes: [],
      sources: (basket) => [basket],
      handlers: {
        ItemAdded: {
          keys: ({ data }) => [data.basket],
          fold: (row, { data }, basket) =>
            row === undefined ? { basket, total: data.price } : Object.assign(row, { total: row.total + data.price }),
        },
      },
    });
    const twice = project(careless).given(
      event('ItemAdded', { basket: 'a', price: 1 }),
      event('ItemAdded', { basket: 'a', price: 1 }),
    );
    expect(() => twice.rows).toThrow(TypeError);
  });

  it('then an event that no handler may name does not compile', () => {
    // @ts-expect-error a misspelt type
    project(baskets).given(event('ItemAded', { basket: 'a', price: 1 }));
    // @ts-expect-error a misspelt type in a stream
    project(baskets).given(inStream('basket-a', {}, event('ItemAded', { basket: 'a', price: 1 })));
    expect(Object.keys(opened.rows)).toEqual(['a', 'b']);
  });
});

describe('in any interleaving of the streams', () => {
  const events = project(baskets)
    .given(
      inStream('till-1', {}, event('ItemAdded', { basket: 'a', price: 1 }, { on: '2024-02-01' })),
      inStream('till-2', {}, event('ItemAdded', { basket: 'a', price: 2 }, { on: '2024-01-01' })),
    )
    .record();

  it('the rows are the same', () => {
    expectSameInAnyInterleaving(baskets, events);
  });

  it('a fold that depends on it is found', () => {
    const lastSeen = defineProjection<BasketRow, ShopEvent>({
      ...baskets,
      handlers: {
        ItemAdded: {
          keys: ({ data }) => [data.basket],
          fold: (_, { data, metadata }, basket) => ({ basket, total: data.price, firstOn: metadata.occurredOn }),
        },
      },
    });
    expect(() => expectSameInAnyInterleaving(lastSeen, events)).toThrow(/Property failed/);
  });
});
