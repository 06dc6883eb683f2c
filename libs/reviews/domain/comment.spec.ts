import type { Decide } from '#event-sourcing/decider.js';
import { context, event } from '#event-sourcing/testing/decider-kit.js';
import type { ReportEvent } from '../events.js';
import {
  afterMeeting,
  aReport,
  aReview,
  beforeMeeting,
  commented,
  delivered,
  flagged,
  key,
  submitted,
} from '../testing/given.js';
import type { Commenting } from './comment.js';
import { issueComment } from './comment.js';
import type { ReportState } from './report.js';
import type { ReviewState } from './review.js';
import { review } from './review.js';

const lead = { kind: 'branch', code: '03' } as const;
const EARLIER = new Map([
  ['2022-review-03-01', { branch: '03', lead }],
  ['2022-review-05-01', { branch: '05', lead: { kind: 'branch', code: '05' } as const }],
  ['2022-review-05-02', { branch: '05', lead }],
  ['2022-review-03-02', { branch: '03', lead, mergedInto: '2022-review-03-01' }],
]);

const saying: Decide<Commenting, ReportState, ReportEvent, ReviewState> = (said, state, by, of) =>
  issueComment(said, state, by, { review: of, earlier: EARLIER });

const comment = { ...key, words: '总体较好' };
const by = (actor: string, occurredOn = '2024-01-20') => context({ actor, recordedBy: 'clerk', occurredOn });
const commentator = by('commentator');
const issued = { ...key, comment: 1, commentator: 'commentator', strengths: [], directions: [] };

describe('commenting on a report', () => {
  it('given one that is 限班子, then no goal is set in it, which the branch could not read', () => {
    const narrow = context({ actor: 'commentator', occurredOn: '2024-01-20', level: 'committee-only' });
    const goals = [{ statement: '创建品牌', measure: '通过验收', dueOn: '2024-12-31' }];
    const problems = [{ statement: '学习不够深入', category: '思想建设' }];
    const given = aReport(delivered());
    given
      .when(saying, { ...comment, goals }, narrow, afterMeeting())
      .thenRefused('level-hides-task', {}, { path: 'goals' });
    given
      .when(saying, { ...comment, problems }, narrow, afterMeeting())
      .thenFollows([expect.anything() as never, expect.anything() as never]);
  });

  it('given a report delivered, then the comment, its problems and its goals are one append', () => {
    const problems = [
      { statement: '学习不够深入', category: '思想建设' },
      {
        statement: '台账不全',
        category: '组织建设',
        lead: { kind: 'department', code: 'D1' } as const,
        recurrenceOf: '2022-review-03-01',
      },
    ];
    const goals = [{ statement: '创建品牌', measure: '通过验收', dueOn: '2024-12-31' }];
    const said = {
      strengths: [{ words: '三会一课规范' }, { words: '党员先锋岗', practice: true }],
      directions: ['融入业务'],
    };
    aReport(delivered())
      .when(saying, { ...key, problems, goals, ...said }, commentator, beforeMeeting())
      .thenFollows([
        {
          type: 'CommentIssued',
          data: {
            ...issued,
            leading: true,
            strengths: [
              { words: { text: '三会一课规范' }, practice: false },
              { words: { text: '党员先锋岗' }, practice: true },
            ],
            directions: [{ text: '融入业务' }],
          },
        },
        {
          type: 'ProblemFlagged',
          data: {
            ...key,
            comment: 1,
            problem: '2023-review-03-01',
            no: '2023-述职-03-01',
            statement: { text: '学习不够深入' },
            category: '思想建设',
            lead: { kind: 'branch', code: '03' },
          },
        },
        {
          type: 'ProblemFlagged',
          data: {
            ...key,
            comment: 1,
            problem: '2023-review-03-02',
            no: '2023-述职-03-02',
            statement: { text: '台账不全' },
            category: '组织建设',
            lead: { kind: 'department', code: 'D1' },
            recurrenceOf: '2022-review-03-01',
          },
        },
        {
          type: 'GoalAssigned',
          data: {
            ...key,
            comment: 1,
            goal: '2023-goal-03-01',
            no: '2023-目标-03-01',
            statement: { text: '创建品牌' },
            measure: { text: '通过验收' },
            dueOn: '2024-12-31',
          },
        },
      ]);
  });

  it('given items of the old ledger under the next numbers, then these are left out, before and after', () => {
    const taken = { takenProblems: new Set([1, 3]), takenGoals: new Set([1]) };
    const besideOld: typeof saying = (said, state, who, of) =>
      issueComment(said, state, who, { review: of, earlier: EARLIER, ...taken });
    const problems = ['学习不深', '台账不全'].map((statement) => ({ statement, category: '其他' }));
    const goals = [{ statement: '创建品牌', measure: '通过验收', dueOn: '2024-12-31' }];
    const first = aReport(delivered()).when(besideOld, { ...key, problems, goals }, commentator, beforeMeeting());
    expect([...(first.state.problems.keys() ?? [])]).toEqual(['2023-review-03-02', '2023-review-03-04']);
    expect([first.state.problemNumbers, first.state.goals]).toEqual([4, 2]);
  });

  it('given comments before it, then all numbers run on', () => {
    const goal = event('GoalAssigned', {
      ...key,
      comment: 1,
      goal: '2023-goal-03-01',
      no: '2023-目标-03-01',
      statement: { text: '创建品牌' },
      measure: { text: '通过验收' },
      dueOn: '2024-12-31',
    });
    const outcome = aReport(delivered(), commented(), flagged(1), flagged(2), goal).when(
      saying,
      {
        ...comment,
        problems: [{ statement: '台账不全', category: '组织建设' }],
        goals: [{ statement: '创建品牌', measure: '通过验收', dueOn: '2024-12-31' }],
      },
      commentator,
      beforeMeeting(),
    );
    expect([...outcome.state.problems.keys()]).toEqual(['2023-review-03-01', '2023-review-03-02', '2023-review-03-03']);
    expect(outcome.state).toMatchObject({
      comments: 2,
      goals: 2,
    });
  });

  it('given one before it, then it is not leading, and cannot be', () => {
    aReport(delivered(), commented())
      .when(saying, comment, commentator, beforeMeeting())
      .thenFollows([
        { type: 'CommentIssued', data: { ...issued, comment: 2, leading: false, words: { text: '总体较好' } } },
      ]);
    aReport(delivered(), commented())
      .when(saying, { ...comment, leading: true }, commentator, beforeMeeting())
      .thenRefused('leading-comment-exists', {}, { path: 'leading' });
  });

  it('given that the first was told not to lead, then the next one leads', () => {
    aReport(delivered())
      .when(saying, { ...comment, leading: false }, commentator, beforeMeeting())
      .thenFollows([{ type: 'CommentIssued', data: { ...issued, leading: false, words: { text: '总体较好' } } }]);
    expect(
      aReport(delivered(), commented(false)).when(saying, comment, commentator, beforeMeeting()).state,
    ).toMatchObject({ hasLeadingComment: true });
  });

  it('given a named substitute, then it is the substitute’s comment', () => {
    aReport(delivered())
      .when(saying, comment, by('substitute'), beforeMeeting())
      .thenFollows([
        {
          type: 'CommentIssued',
          data: { ...issued, commentator: 'substitute', leading: true, words: { text: '总体较好' } },
        },
      ]);
  });

  it('given anybody else, then it is refused', () => {
    aReport(delivered())
      .when(saying, comment, by('chair'), beforeMeeting())
      .thenRefused('not-the-commentator', { branch: '03' }, { path: 'actor', kind: 'forbidden' });
  });

  it('given no delivery, then it is refused', () => {
    aReport(submitted()).when(saying, comment, commentator, beforeMeeting()).thenRefused('report-not-delivered');
  });

  it('given the meeting adjourned, then it may be entered later, but not have happened later', () => {
    expect(aReport(delivered()).when(saying, comment, commentator, afterMeeting()).state.comments).toBe(1);
    aReport(delivered())
      .when(saying, comment, by('commentator', '2024-01-21'), afterMeeting())
      .thenRefused('meeting-adjourned');
  });

  it('given a day before the delivery, then it is refused', () => {
    aReport(delivered())
      .when(saying, comment, by('commentator', '2024-01-19'), beforeMeeting())
      .thenRefused('occurred-before-last-step');
  });

  it('given nothing said, then it is refused', () => {
    aReport(delivered()).when(saying, key, commentator, beforeMeeting()).thenRefused('comment-empty');
  });

  it('given a recurrence of what is no problem, then it is refused', () => {
    for (const recurrenceOf of ['nothing', '2022-goal-03-01', '2022-requirement-01'])
      aReport(delivered())
        .when(
          saying,
          { ...key, problems: [{ statement: '台账不全', category: '组织建设', recurrenceOf }] },
          commentator,
          beforeMeeting(),
        )
        .thenRefused('recurrence-of-no-problem', { item: recurrenceOf }, { path: 'problems[0].recurrenceOf' });
  });

  it('given a recurrence of a problem that is not there, or of somebody else’s, then it is refused', () => {
    const recurring = (recurrenceOf: string) =>
      aReport(delivered()).when(
        saying,
        { ...key, problems: [{ statement: '台账不全', category: '组织建设', recurrenceOf }] },
        commentator,
        beforeMeeting(),
      );
    const place = { path: 'problems[0].recurrenceOf', kind: 'invalid' } as const;
    recurring('2022-review-03-09').thenRefused('recurrence-not-found', { item: '2022-review-03-09' }, place);
    recurring('2022-review-05-01').thenRefused('recurrence-of-another', { branch: '05' }, place);
    recurring('2022-review-03-02').thenRefused('problem-merged', { into: '2022-review-03-01' }, place);
    expect(recurring('2022-review-05-02').state.problems.size).toBe(1);
  });

  it('given a goal that is due before the meeting, then it is refused', () => {
    aReport(delivered())
      .when(
        saying,
        { ...key, goals: [{ statement: '创建品牌', measure: '通过验收', dueOn: '2024-01-19' }] },
        commentator,
        beforeMeeting(),
      )
      .thenRefused('due-before-meeting', { on: '2024-01-20' }, { path: 'goals[0].dueOn' });
  });

  it('given no review, then it is not found', () => {
    aReport(delivered())
      .when(saying, comment, commentator, review.initial)
      .thenRefused('review-not-found', { year: 2023 }, { kind: 'not-found' });
  });

  it('given a branch that is not enrolled, then it is not found', () => {
    aReport(delivered()).when(saying, comment, commentator, aReview().state).thenRefused('branch-not-enrolled');
  });
});
