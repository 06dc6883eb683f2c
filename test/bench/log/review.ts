import { reviewStream, type ReviewEvent } from '#reviews/events.js';
import type { Branch } from './branches.js';
import { PEOPLE, two, type Command } from './command.js';
import type { Random } from './random.js';
import { textOf } from './words.js';

/** Problems are approved in lists of so many branches. */
const BRANCHES_PER_LIST = 40;

export const requirementsOf = (year: number): readonly string[] =>
  [1, 2, 3].map((n) => `${String(year)}-requirement-${two(n)}`);

/** One review from its scheduling to its close. `flagged`: the problems of each branch. */
export const tellReview = (
  branches: readonly Branch[],
  year: number,
  flagged: ReadonlyMap<string, readonly string[]>,
  random: Random,
): readonly Command[] => {
  const next = String(year + 1);
  const meeting = `${next}-01-18`;
  const act = (on: string, actor: string, role: string, event: ReviewEvent): Command => ({
    stream: reviewStream(year),
    on,
    actor,
    role,
    tags: { year, ...('branch' in event.data && { branch: event.data.branch }) },
    events: [event],
  });
  const clerk = (on: string, event: ReviewEvent): Command => act(on, PEOPLE.clerk, 'office-clerk', event);
  const chair = (on: string, event: ReviewEvent): Command => act(on, PEOPLE.chair, 'chair', event);
  const units = branches.map(({ code }) => code);
  const group = (name: 'committee-members' | 'branch-secretaries' | 'cadres', due: number) => ({
    group: name,
    due,
    present: due - 1,
    excused: 1,
  });
  return [
    clerk(`${String(year)}-12-05`, {
      type: 'ReviewScheduled',
      data: {
        year,
        committee: '集团党委',
        title: `${String(year)}年度党支部书记抓党建述职评议会`,
        plannedOn: meeting,
        place: '会议中心',
        presider: PEOPLE.deputy,
      },
    }),
    ...branches.map(({ code: branch }) =>
      clerk(`${String(year)}-12-11`, {
        type: 'BranchEnrolled',
        data: { year, branch, mode: random.pick(['on-site', 'written']), commentator: PEOPLE.chair, substitutes: [] },
      }),
    ),
    clerk(`${next}-01-05`, { type: 'OpinionsSummarised', data: { year, summary: textOf(random, 300) } }),
    clerk(meeting, {
      type: 'RosterRecorded',
      data: {
        year,
        groups: [group('committee-members', 9), group('branch-secretaries', units.length), group('cadres', 40)],
      },
    }),
    chair(meeting, { type: 'SummaryGiven', data: { year, achievements: [textOf(random, 60), textOf(random, 80)] } }),
    ...requirementsOf(year).map((requirement, index) =>
      chair(meeting, {
        type: 'RequirementIssued',
        data: {
          year,
          requirement,
          no: requirement.replace('requirement', '要求'),
          number: index + 1,
          heading: textOf(random, 12),
          points: [textOf(random, 40), textOf(random, 40)],
          addressees: { kind: 'branches' },
          units,
          dueOn: `${next}-10-31`,
        },
      }),
    ),
    clerk(meeting, { type: 'MeetingAdjourned', data: { year, on: meeting } }),
    ...Array.from({ length: Math.ceil(units.length / BRANCHES_PER_LIST) }, (_, list) =>
      chair(`${next}-01-25`, {
        type: 'ProblemListApproved',
        data: {
          year,
          approvedOn: `${next}-01-24`,
          documentNumber: `党发〔${next}〕${String(list + 1)}号`,
          problems: units
            .slice(list * BRANCHES_PER_LIST, (list + 1) * BRANCHES_PER_LIST)
            .flatMap((code) => flagged.get(code) ?? []),
        },
      }),
    ),
    act(`${next}-03-10`, PEOPLE.head, 'office-head', { type: 'ReviewClosed', data: { year } }),
  ];
};
