import { freeText } from '#event-sourcing/event.js';
import { event, recordGiven, type Given } from '#event-sourcing/testing/given-event.js';
import { foldLog } from '#event-sourcing/testing/projection-kit.js';
import type { CorrectionEvent } from '../../events.js';
import { textRemovals } from './text-removals.projection.js';

const entry = { revision: 3, eventId: 'an id', type: 'PlanReturned', schemaVersion: 1 };
const about = { entry, field: '/reason', units: ['03'], item: '2023-review-03-01' };
const on = { on: '2024-03-01' };
const request = event(
  'TextRemovalRequested',
  { ...about, ground: 'personal-data', reason: freeText('写入了住址') },
  on,
) satisfies Given<CorrectionEvent>;
const answering = (revision: number) => ({ request: { revision, eventId: 'an id' } });

const rows = (...events: readonly Given<CorrectionEvent>[]) =>
  foldLog(textRemovals, recordGiven<CorrectionEvent>(events, { stream: 'problem-1' }));

describe('requests that wait to be answered', () => {
  it('are shown with their reason until they are', () => {
    const row = {
      id: 'problem-1:0',
      stream: 'problem-1',
      revision: 3,
      branch: '03',
      item: '2023-review-03-01',
      ground: 'personal-data',
      reason: '写入了住址',
      requestedOn: '2024-03-01',
    };
    expect(rows(request)).toEqual({ 'problem-1:0': row });
    const refused = event('TextRemovalRefused', { ...about, ...answering(0), reason: freeText('请更正') });
    const again = rows(request, refused, request);
    expect(again).toEqual({ 'problem-1:2': { ...row, id: 'problem-1:2' } });
    const removed = event('TextRemoved', { ...about, ...answering(2), texts: [], ground: 'personal-data' });
    expect(rows(request, refused, request, removed)).toEqual({});
  });
});
