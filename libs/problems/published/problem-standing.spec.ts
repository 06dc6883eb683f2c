import { freeText } from '#event-sourcing/event.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { loadGiven } from '#event-sourcing/testing/load-given.js';
import * as story from '../testing/problem-story.js';
import { readProblemStanding } from './problem-standing.js';

const openAfter = async (id: string, ...events: readonly GivenEvent[]): Promise<boolean | undefined> =>
  (await readProblemStanding(id, loadGiven(...events), '2024-03-05'))?.open;

const merging = inStream<GivenEvent>(
  'report-2023-03',
  { branch: '03', year: 2023 },
  event('ProblemsMerged', { year: 2023, branch: '03', into: story.problem, merged: [story.other] }),
);

describe('a problem of a meeting', () => {
  it('is open until it is closed or withdrawn', async () => {
    const withdrawn = story.step('ProblemWithdrawn', { reason: freeText('重复') }, '2024-02-01');
    expect(await openAfter(story.problem)).toBeUndefined();
    expect(await openAfter(story.problem, ...story.flagged)).toBe(true);
    expect(await openAfter(story.problem, ...story.flagged, ...story.own(...story.inProgress))).toBe(true);
    expect(await openAfter(story.problem, ...story.flagged, ...story.own(...story.closed))).toBe(false);
    expect(await openAfter(story.problem, ...story.flagged, ...story.own(...story.dispatched, withdrawn))).toBe(false);
  });

  it('is open no more once it was merged; that into which it was merged stays open', async () => {
    expect(await openAfter(story.other, ...story.flagged, ...merging)).toBe(false);
    expect(await openAfter(story.problem, ...story.flagged, ...merging)).toBe(true);
  });
});
