import { freeText } from '#event-sourcing/event.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { loadGiven } from '#event-sourcing/testing/load-given.js';
import * as story from '#problems/testing/problem-story.js';
import { knownSubject } from './acts-on-subject.js';

const child = { branch: '03', problem: '2023-common-03-01', no: '2023-共性-03-01' };
const department = {
  branch: '05',
  problem: '2023-common-05-01',
  no: '2023-共性-05-01',
  lead: story.finance,
};
const raised = inStream<GivenEvent>(
  'review-2023',
  { year: 2023 },
  event('CommonProblemRaised', {
    year: 2023,
    common: '2023-common-01',
    no: '2023-共性-01',
    statement: freeText('台账不全'),
    category: 'records',
    children: [child, department],
  }),
);

describe('what a note, a reminder or an instruction is about', () => {
  it('is a common problem’s child from the moment when it was raised', async () => {
    const load = loadGiven(...raised);
    expect(await knownSubject(child.problem, load)).toMatchObject({ branch: '03', lead: story.branch, settled: false });
    expect(await knownSubject(department.problem, load)).toMatchObject({ branch: '05', lead: story.finance });
    expect(await knownSubject('2023-common-04-01', load)).toBeUndefined();
  });

  it('is settled when it was merged into another', async () => {
    const merging = event('ProblemsMerged', { year: 2023, branch: '03', into: story.problem, merged: [story.other] });
    const load = loadGiven(...story.flagged, merging);
    expect(await knownSubject(story.other, load)).toMatchObject({ settled: true });
    expect(await knownSubject(story.problem, load)).toMatchObject({ settled: false });
  });
});
