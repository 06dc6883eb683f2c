import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { PROJECTIONS } from '../../apps/composition/projections.js';
import { eventTypesIn, publishedEvents } from './events.js';
import { sourcesIn } from './sources.js';

/**
 * Opening a stream of an item is no fact of its own: read models take the facts from where they were stated. What a
 * notice is about, the dispatches under it say.
 */
const IGNORED = [
  'NoticeIssued',
  'ProblemOpened',
  'GoalOpened',
  'RequirementOpened',
  'PolicyAdopted',
  'CalendarPublished',
];

/** Types that no read model takes. */
const withoutConsumer = (types: readonly string[], projections: readonly AnyProjection[]): string[] => {
  const taken = new Set(projections.flatMap(({ handlers }) => Object.keys(handlers)));
  return types.filter((type) => !taken.has(type) && !IGNORED.includes(type));
};

/** Types that no aggregate folds or decides: whatever stands in no `domain/` file. */
const unknownToTheDomain = (types: readonly string[], sources: readonly string[]): string[] =>
  types.filter((type) => !sources.some((source) => source.includes(`'${type}'`) || source.includes(`${type}:`)));

describe('events', () => {
  const types = publishedEvents().map(({ type }) => type);

  test('are found in the catalogues', () => {
    expect(types.length).toBeGreaterThan(50);
    expect(new Set(types).size).toBe(types.length);
    expect(eventTypesIn('export type XEvents = { Happened: { a: string } };', 'x.ts')).toEqual([
      { type: 'Happened', file: 'x.ts' },
    ]);
  });

  test('each has a read model that takes it, or is ignored by name', () => {
    expect(withoutConsumer(types, PROJECTIONS)).toEqual([]);
    expect(withoutConsumer([...types, 'NobodyTakesMe'], PROJECTIONS)).toEqual(['NobodyTakesMe']);
    expect(withoutConsumer(types, PROJECTIONS.slice(0, 1))).not.toEqual([]);
  });

  test('what is ignored exists, and nothing takes it', () => {
    const taken = PROJECTIONS.flatMap(({ handlers }) => Object.keys(handlers));
    expect(IGNORED.filter((type) => !types.includes(type) || taken.includes(type))).toEqual([]);
  });

  test('each is stated by a decision', () => {
    const sources = sourcesIn('libs', /^libs\/(?!chronicle).*\/(?:domain|published)\//).map(({ text }) => text);
    expect(unknownToTheDomain(types, sources)).toEqual([]);
    expect(unknownToTheDomain(['NobodyStatesMe'], sources)).toEqual(['NobodyStatesMe']);
  });

  test('a projection names only types that are published', () => {
    const named = PROJECTIONS.flatMap(({ handlers }) => Object.keys(handlers));
    expect(named.filter((type) => !types.includes(type))).toEqual([]);
  });
});
