import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from './decider.js';
import { proposedEvents } from './proposed-events.js';
import { EventSchemas } from './schemas.js';
import { thing, thingCommand } from './testing/thing.js';
import type { ThingCounted } from './testing/thing.js';

const { context } = thingCommand('thing-1');
const counted: ThingCounted = { type: 'ThingCounted', data: { total: 1 } };

const propose = (
  given: Partial<CommandContext> = {},
  stream = 'thing-1',
  revision = -1,
  schemas = new EventSchemas(),
) => proposedEvents(thing, { stream, revision, state: 0 }, [counted, counted], { ...context, ...given }, [], schemas);

const idsOf = (...args: Parameters<typeof propose>): string[] => propose(...args).map(({ id }) => id);

describe('the events of a decision', () => {
  it('have the same ids only for the same command, recorded at the same instant at the same place', () => {
    expect(idsOf()).toEqual(idsOf());
    const others = [
      idsOf({ commandId: '0190a5a8-0000-7000-8000-000000000000' }),
      idsOf({ requestHash: 'b'.repeat(64) }),
      idsOf({ now: '2024-01-15T08:00:00.001Z' }),
      idsOf({}, 'thing-2'),
      idsOf({}, 'thing-1', 7),
    ];
    const all = [idsOf(), ...others].flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('have the tags of the state after each', () => {
    expect(propose().map(({ metadata }) => metadata.tags)).toEqual([{ count: 1 }, { count: 2 }]);
  });

  it('are written in the current version', () => {
    const schemas = new EventSchemas({ ThingCounted: { version: 2, upcasters: { 1: (data) => data } } });
    expect(propose({}, 'thing-1', -1, schemas).map(({ schemaVersion }) => schemaVersion)).toEqual([2, 2]);
  });
});
