import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { Aggregate } from '#event-sourcing/decider.js';
import type { DomainEvent } from '#event-sourcing/event.js';
import { branch, type BranchState } from './branch.js';
import { answering, readPassings } from './succession.js';

const ITEM = '2023-review-05-01';
const merged = (code: string, into: string, on: string, items: readonly string[] = []): BranchState =>
  specify(branch).given(
    event('BranchEstablished', { code, name: code }),
    event('BranchSplit', {
      code,
      on,
      documentNumber: '1',
      successors: [into, '99'],
      mainSuccessor: into,
      items: items.map((id) => ({ kind: 'problem' as const, id, successor: '99' })),
    }),
  ).state;

const load =
  (streams: Readonly<Record<string, BranchState>>) =>
  <State, E extends DomainEvent>({ initial }: Aggregate<State, E>, stream: string): Promise<{ state: State }> =>
    // Only branches are asked for.
    Promise.resolve({ state: (streams[stream] ?? initial) as State });

describe('who answers for an item of a branch that has ended', () => {
  const chain = load({
    'branch-05': merged('05', '03', '2024-07-01'),
    'branch-03': merged('03', '01', '2025-02-01'),
  });

  it('is the successor from that day on, and its successor in turn', async () => {
    const passings = await readPassings(['05'], ITEM, chain);
    const days = ['2024-06-30', '2024-07-01', '2025-01-31', '2025-02-01'];
    expect(days.map((day) => answering('05', passings, day))).toEqual(['05', '03', '03', '01']);
  });

  it('is the one named for it, and the main successor for what is not named', async () => {
    const named = load({ 'branch-05': merged('05', '03', '2024-07-01', [ITEM]) });
    expect(answering('05', await readPassings(['05'], ITEM, named), '2024-08-01')).toBe('99');
    expect(answering('05', await readPassings(['05'], '2023-review-05-02', named), '2024-08-01')).toBe('03');
  });

  it('is the branch itself while it exists', async () => {
    expect(await readPassings(['07', '01'], ITEM, chain)).toEqual([]);
    expect(answering('07', [], '2024-08-01')).toBe('07');
  });

  it('is found also where two were merged into each other at the same moment', async () => {
    const circle = load({
      'branch-05': merged('05', '03', '2024-07-01'),
      'branch-03': merged('03', '05', '2024-07-01'),
    });
    expect(answering('05', await readPassings(['05'], ITEM, circle), '2024-08-01')).toBe('05');
  });
});
