import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import { queryGrams } from '#text/grams.js';
import * as story from '../../testing/problem-story.js';
import { approved, flagged, other, own, problem, step } from '../../testing/problem-story.js';
import { problemLedger } from './ledger.projection.js';

const ledger = project(problemLedger);
const after = (events: ReturnType<typeof own>) => ledger.given(flagged, approved, own(...events));
const rowAfter = (...events: ReturnType<typeof own>) => after(events).rows[problem];

describe('where a problem comes from', () => {
  it('a row for each problem flagged in a comment, before anything is done on it', () => {
    const { rows } = ledger.given(flagged);
    expect(Object.keys(rows)).toEqual([problem, other]);
    expect(rows[problem]).toMatchObject({
      no: '2023-述职-03-01',
      year: 2023,
      branch: '03',
      source: 'review',
      statement: '党费收缴不及时',
      status: 'flagged',
      since: '2024-01-18',
      leadKind: 'branch',
      leadCode: '03',
      length: 0,
    });
    expect(rows[problem]?.grams).toContain(queryGrams('党费')[0]);
  });

  it('the approved list moves each problem on it, and nothing else', () => {
    const change = {
      status: 'listed',
      since: '2024-01-22',
      listedOn: '2024-01-22',
      listNumber: '党办〔2024〕3号',
    } as const;
    ledger
      .given(flagged)
      .when(approved)
      .thenChanged({ [problem]: change, [other]: change });
  });

  it('an approval seen before the flagging leaves a row without a number', () => {
    expect(ledger.given(approved).rows[problem]).toMatchObject({ no: null, branch: null, status: 'listed' });
  });

  it('a problem that comes from no review starts as listed', () => {
    const id = '2024-check-03-01';
    const raised = event(
      'ProblemRaised',
      {
        problem: id,
        no: '2024-督查-03-01',
        year: 2024,
        branch: '03',
        source: 'check',
        statement: freeText('台账不全'),
        category: 'records',
        lead: story.finance,
      },
      { on: '2024-05-06' },
    );
    const row = ledger.given(raised).rows[id];
    expect(row).toMatchObject({
      status: 'listed',
      since: '2024-05-06',
      source: 'check',
      departments: ['FIN'],
      length: 1,
    });
  });
});

describe('the life of a problem', () => {
  it('the opening of its stream counts as an event and says nothing new', () => {
    expect(rowAfter(...story.dispatched)).toMatchObject({
      length: 2,
      status: 'dispatched',
      since: '2024-01-24',
      noticeNumber: '通知1号',
      planDueOn: '2024-02-20',
    });
  });

  it('a contest brings it back to the list, and another notice to another unit', () => {
    const contested = [...story.dispatched, step('DispatchContested', { reason: freeText('属财务部') }, '2024-01-26')];
    expect(rowAfter(...contested)).toMatchObject({
      status: 'listed',
      contested: { on: '2024-01-26', reason: '属财务部' },
    });
    const again = step(
      'ProblemDispatched',
      { noticeNumber: '通知2号', lead: story.finance, planDueOn: '2024-03-01', afterContest: 'readdressed' },
      '2024-01-29',
    );
    expect(rowAfter(...contested, again)).toMatchObject({
      status: 'dispatched',
      contested: null,
      separation: {},
      leadKind: 'department',
      leadCode: 'FIN',
      departments: ['FIN'],
      branch: '03',
    });
  });

  it('a plan gives dates, and is taken back by a return', () => {
    expect(rowAfter(...story.planned)).toMatchObject({ status: 'planned', nextStepOn: null, departments: ['FIN'] });
    expect(rowAfter(...story.inProgress)).toMatchObject({
      status: 'in-progress',
      since: '2024-02-05',
      dueOn: '2024-06-30',
      originalDueOn: '2024-06-30',
      nextStepOn: '2024-03-01',
      separation: { plannedBy: 'secretary' },
    });
    const returned = step('PlanReturned', { reason: freeText('措施空泛') }, '2024-02-06');
    expect(rowAfter(...story.planned, returned)).toMatchObject({
      status: 'acknowledged',
      returned: true,
      returnedFor: { on: '2024-02-06', reason: '措施空泛' },
      departments: [],
    });
  });

  it('an extension moves the last date, keeps the original, and leaves earlier steps', () => {
    const requested = step(
      'ExtensionRequested',
      { extension: 1, dueOn: '2024-08-31', reason: freeText('汛期') },
      '2024-05-20',
    );
    expect(rowAfter(...story.inProgress, requested)).toMatchObject({ openExtension: 1, dueOn: '2024-06-30' });
    const granted = step(
      'ExtensionGranted',
      { extension: 1, dueOn: '2024-08-15', formerDueOn: '2024-06-30' },
      '2024-05-22',
    );
    const row = rowAfter(...story.inProgress, requested, granted);
    expect(row).toMatchObject({
      openExtension: null,
      dueOn: '2024-08-15',
      originalDueOn: '2024-06-30',
      nextStepOn: '2024-03-01',
      extensions: [{ outcome: 'granted', dueOn: '2024-08-15', formerDueOn: '2024-06-30' }],
    });
    expect(row?.plan?.measures.map(({ extendedTo }) => extendedTo)).toEqual([null, '2024-08-15', null]);
    const refused = step('ExtensionRefused', { extension: 1, reason: freeText('不必') }, '2024-05-22');
    expect(rowAfter(...story.inProgress, requested, refused)).toMatchObject({
      openExtension: null,
      dueOn: '2024-06-30',
      extensions: [{ outcome: 'refused', refusedFor: '不必' }],
    });
  });

  it('progress counts by the day it tells of, not by when it was entered', () => {
    const progress = (done: boolean, on: string) =>
      step('MeasureProgressed', { measure: 1, words: freeText('进展'), done, evidence: [] }, on);
    const row = rowAfter(...story.inProgress, progress(true, '2024-02-28'), progress(false, '2024-02-20'));
    expect(row).toMatchObject({ nextStepOn: '2024-06-30', status: 'in-progress', since: '2024-02-05' });
    expect(row?.plan?.measures[0]?.progress.map(({ on }) => on)).toEqual(['2024-02-20', '2024-02-28']);
    const withdrawn = rowAfter(...story.inProgress, progress(true, '2024-02-20'), progress(false, '2024-02-28'));
    expect(withdrawn?.nextStepOn).toBe('2024-03-01');
  });

  it('a submission is taken back, sent back, verified', () => {
    expect(rowAfter(...story.submitted)).toMatchObject({
      status: 'submitted',
      submittedOn: '2024-06-20',
      submissionCount: 1,
    });
    const takenBack = step('SubmissionTakenBack', { submission: 1 }, '2024-06-21');
    expect(rowAfter(...story.submitted, takenBack)).toMatchObject({
      status: 'in-progress',
      submittedOn: null,
      returned: false,
      submissions: [{ outcome: 'taken-back' }],
    });
    const sentBack = step('RectificationReturned', { submission: 1, reason: freeText('缺佐证') }, '2024-06-24');
    expect(rowAfter(...story.submitted, sentBack)).toMatchObject({
      status: 'in-progress',
      submittedOn: null,
      returned: true,
      submissions: [{ outcome: 'returned', words: '缺佐证' }],
    });
    const again = step(
      'RectificationSubmitted',
      { submission: 2, summary: freeText('已补'), atOnce: false, evidence: [] },
      '2024-06-27',
    );
    expect(rowAfter(...story.submitted, sentBack, again)).toMatchObject({ returned: false, submissionCount: 2 });
    expect(rowAfter(...story.verified)).toMatchObject({ status: 'verified', verifiedOn: '2024-06-25' });
  });

  it('what is rectified at once was due when the plan would have been', () => {
    const atOnce = step(
      'RectificationSubmitted',
      { submission: 1, summary: freeText('当场改正'), atOnce: true, evidence: [] },
      '2024-01-26',
    );
    expect(rowAfter(...story.acknowledged, atOnce)).toMatchObject({ status: 'submitted', dueOn: '2024-02-20' });
  });

  it('closing, refusal to close, reopening with a new date', () => {
    expect(rowAfter(...story.closed)).toMatchObject({
      status: 'closed',
      closedOn: '2024-06-28',
      conclusion: '同意销号',
    });
    const refused = step('CloseRefused', { reason: freeText('仍有欠缴') }, '2024-06-28');
    expect(rowAfter(...story.verified, refused)).toMatchObject({
      status: 'in-progress',
      returned: true,
      verifiedOn: null,
      submittedOn: null,
    });
    const reopened = step('ProblemReopened', { reason: freeText('反弹'), dueOn: '2024-12-31' }, '2024-09-01');
    expect(rowAfter(...story.closed, reopened)).toMatchObject({
      status: 'in-progress',
      returned: false,
      closedOn: null,
      conclusion: null,
      dueOn: '2024-12-31',
      originalDueOn: '2024-06-30',
      nextStepOn: '2024-12-31',
    });
  });

  it('standing with its notes, and withdrawal also of what was only flagged', () => {
    const standing = [
      ...story.verified,
      step('StandingBegun', {}, '2024-06-28'),
      step('StandingNoted', { half: '2024H2', words: freeText('每月公示') }, '2024-12-20'),
    ];
    expect(rowAfter(...standing)).toMatchObject({
      status: 'standing',
      since: '2024-06-28',
      standingSince: '2024-06-28',
      standingNotes: [{ half: '2024H2', on: '2024-12-20', words: '每月公示' }],
    });
    const withdrawn = own(step('ProblemWithdrawn', { reason: freeText('重复') }, '2024-01-19'));
    expect(ledger.given(withdrawn, flagged).rows[problem]).toMatchObject({
      status: 'withdrawn',
      withdrawnOn: '2024-01-19',
      withdrawnFor: '重复',
    });
  });
});

it('the ledger is the same in any interleaving of report, review and problem', () => {
  expectSameInAnyInterleaving(problemLedger, after(story.closed).record());
});

describe('a problem of the old ledger', () => {
  const id = '2022-review-03-01';
  const dated = story.measure(1, 'by-date', '2024-03-29');
  const takenOver = (some: object) =>
    ledger.given([
      event(
        'ProblemTakenOver',
        {
          problem: id,
          no: '2022-述职-03-01',
          year: 2022,
          branch: '03',
          source: 'review',
          statement: freeText('台账不全'),
          category: 'records',
          lead: { kind: 'branch', code: '03' },
          status: 'in-progress',
          since: '2023-03-01',
          raisedOn: '2023-01-18',
          dueOn: '2024-12-31',
          paper: { kind: 'ledger', number: '第15页', date: '2024-11-29' },
          ...some,
        },
        { on: '2024-12-02', stream: `problem-${id}` },
      ),
    ]).rows[id];

  it('begins in the middle of its life', () => {
    expect(takenOver({ extensionsGranted: 1, originalDueOn: '2023-06-30', returned: true })).toMatchObject({
      length: 1,
      status: 'in-progress',
      since: '2023-03-01',
      raisedOn: '2023-01-18',
      dueOn: '2024-12-31',
      originalDueOn: '2023-06-30',
      extensionsGranted: 1,
      returned: true,
      separation: {},
      takenOver: { on: '2024-12-02', paper: { number: '第15页' } },
    });
  });

  it('has its open measures, and not those carried out on paper', () => {
    const both = [dated, { ...dated, measure: 2, dueOn: '2024-06-28' }];
    expect(takenOver({ measures: both })).toMatchObject({ nextStepOn: '2024-03-29' });
    expect(takenOver({ measures: both, measuresDone: [1] })).toMatchObject({ nextStepOn: '2024-06-28' });
    expect(takenOver({ status: 'planned', measures: both })).toMatchObject({ nextStepOn: null });
  });

  it('has the day of its status as the day of that step', () => {
    expect(takenOver({ status: 'submitted', since: '2024-11-20' })).toMatchObject({
      submittedOn: '2024-11-20',
      submissions: [{ submission: 1, on: '2024-11-20', summary: null, atOnce: true, outcome: null }],
    });
    expect(takenOver({ status: 'verified', since: '2024-11-22', submittedOn: '2024-11-20' })).toMatchObject({
      verifiedOn: '2024-11-22',
      submissions: [{ outcome: 'verified', outcomeOn: '2024-11-22' }],
    });
    expect(takenOver({ status: 'closed', conclusion: freeText('同意销号') })).toMatchObject({
      closedOn: '2023-03-01',
      conclusion: '同意销号',
    });
  });

  it('counts the note that its half-year has on paper', () => {
    expect(takenOver({ status: 'standing', notedHalf: '2024H1' })).toMatchObject({ notedHalf: '2024H1' });
  });
});

describe('a problem whose branch has ended', () => {
  const ending = (code: string, successor: string, ...ids: readonly string[]) =>
    inStream(
      `branch-${code}`,
      { branch: code },
      event('BranchMerged', {
        code,
        on: '2024-06-15',
        documentNumber: '党委〔2024〕12号',
        successors: [successor],
        mainSuccessor: successor,
        items: [
          ...ids.map((id) => ({ kind: 'problem' as const, id, successor })),
          { kind: 'goal' as const, id: '2023-goal-03-01', successor },
        ],
      }),
    );

  it('is led by the successor named for it, and keeps its number and the branch that was told', () => {
    ledger
      .given(flagged, approved)
      .when(ending('03', '05', problem))
      .thenChanged({ [problem]: { passed: { '03': '05' }, heir: '05', leadCode: '05' } });
  });

  it('goes on to a successor of the successor', () => {
    const { rows } = ledger.given(flagged, approved, ending('05', '01', problem), ending('03', '05', problem));
    expect(rows[problem]).toMatchObject({ branch: '03', heir: '01', leadCode: '01', no: '2023-述职-03-01' });
  });

  it('stays with the department that leads it', () => {
    const department = { kind: 'department', code: 'hr' } as const;
    const sent = step(
      'ProblemDispatched',
      { noticeNumber: '3号', lead: department, planDueOn: '2024-02-20' },
      '2024-01-26',
    );
    const { rows } = ledger.given(flagged, approved, own(sent), ending('03', '05', problem));
    expect(rows[problem]).toMatchObject({ heir: '05', leadKind: 'department', leadCode: 'hr' });
  });

  it('reads the same in whatever order the streams are seen', () => {
    const events = ledger.given(flagged, approved, ending('03', '05', problem), ending('05', '01', problem)).record();
    expectSameInAnyInterleaving(problemLedger, events);
  });
});
