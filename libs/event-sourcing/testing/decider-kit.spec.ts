import { DomainError, type Aggregate, type Decide } from '../decider.js';
import type { EventsOf } from '../event.js';
import { context, event, specify } from './decider-kit.js';

type DoorEvent = EventsOf<{
  DoorOpened: { readonly by: 'hand' | 'wind'; readonly marks?: readonly { readonly colour: 'red' | 'blue' }[] };
  DoorClosed: { readonly note: string };
}>;

interface Door {
  readonly open: boolean;
  readonly times: number;
  readonly since: string;
}

const door: Aggregate<Door, DoorEvent> = {
  category: 'door',
  initial: { open: false, times: 0, since: '' },
  evolve: (state, { type, metadata }) =>
    type === 'DoorOpened'
      ? { open: true, times: state.times + 1, since: metadata.occurredOn }
      : { ...state, open: false, since: metadata.occurredOn },
  tags: () => ({}),
};

const closeDoor: Decide<{ note: string }, Door, DoorEvent> = ({ note }, state, { role, occurredOn }) => {
  if (!state.open) throw new DomainError('door-not-open', { since: state.since }, 'note');
  if (role === 'visitor') return [];
  if (occurredOn < state.since) throw new Error('a fault of the program');
  return [{ type: 'DoorClosed', data: { note } }];
};

const openDoor: Decide<object, Door, DoorEvent, { readonly storm: boolean }> = (_, __, ___, { storm }) => [
  { type: 'DoorOpened', data: { by: storm ? 'wind' : 'hand' } },
];

const opened = specify(door).given(
  event('DoorOpened', { by: 'hand', marks: [{ colour: 'red' }] }, { on: '2024-01-05', actor: 'head', seq: 2 }),
);

describe('given a stream, when a decision is taken', () => {
  it('then the facts that follow are compared as a whole', () => {
    const outcome = opened.when(closeDoor, { note: 'draught' });

    outcome.thenFollows([{ type: 'DoorClosed', data: { note: 'draught' } }]);
    expect(outcome.state).toEqual({ open: false, times: 1, since: '2024-01-20' });
    expect(() => outcome.thenFollows([])).toThrow(/draught/);
    expect(() => outcome.thenFollows([{ type: 'DoorClosed', data: { note: 'other' } }])).toThrow(/draught/);
    expect(() => outcome.thenRefused('door-not-open')).toThrow(/door-not-open/);
  });

  it('then a refusal is compared by code, parameters and place', () => {
    const outcome = specify(door).given().when(closeDoor, { note: '' });

    outcome.thenRefused('door-not-open');
    outcome.thenRefused('door-not-open', { since: '' }, { path: 'note', kind: 'conflict' });
    expect(() => outcome.thenRefused('other-code')).toThrow(/other-code/);
    expect(() => outcome.thenRefused('door-not-open', { since: 'today' })).toThrow(/today/);
    expect(() => outcome.thenFollows([])).toThrow(/door-not-open/);
    expect(() => outcome.thenNothing()).toThrow(/door-not-open/);
  });

  it('then nothing may follow', () => {
    opened.when(closeDoor, { note: '' }, context({ role: 'visitor' })).thenNothing();
    expect(() => opened.when(closeDoor, { note: '' }).thenNothing()).toThrow(/DoorClosed/);
  });

  it('then what it reads elsewhere is handed to it', () => {
    opened.when(openDoor, {}, context(), { storm: true }).thenFollows([{ type: 'DoorOpened', data: { by: 'wind' } }]);
  });

  it('then a fault of the program is no refusal', () => {
    expect(() => opened.when(closeDoor, { note: '' }, context({ occurredOn: '2023-12-31' }))).toThrow('a fault');
  });

  it('then an aggregate that changes its state in place is found', () => {
    const careless: Aggregate<{ times: number }, DoorEvent> = {
      category: 'door',
      initial: { times: 0 },
      evolve: (state) => Object.assign(state, { times: state.times + 1 }),
      tags: () => ({}),
    };
    expect(() => specify(careless).given(event('DoorClosed', { note: '' })).state).toThrow(TypeError);
  });

  it('then facts that are not plain JSON are found', () => {
    const tell = () => [{ type: 'DoorClosed' as const, data: { note: '', on: new Date() } }];
    expect(() => opened.when(tell, {}).thenFollows(tell())).toThrow(/"on"/);
  });
});

describe('an event that the aggregate does not know', () => {
  it('does not compile', () => {
    // @ts-expect-error a misspelt type
    specify(door).given(event('DoorOpend', { by: 'hand' }));
    // @ts-expect-error a value that the event does not have
    specify(door).given(event('DoorOpened', { by: 'foot' }));
    // @ts-expect-error another event's data
    specify(door).given(event('DoorClosed', { by: 'hand' }));
    // @ts-expect-error what the decision reads is missing
    expect(() => opened.when(openDoor, {}, context())).toThrow(/storm/);
    expect(opened.state.times).toBe(1);
  });
});
