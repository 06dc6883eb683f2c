import { levelOf } from '#access/levels.js';
import type { Recorded } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection, type Handler } from '#event-sourcing/projection/projection.js';
import { reviewStream, type ReviewEvent } from '../../events.js';
import { reviewColumns, type ReviewRow } from './review-row.js';

type Change<E extends ReviewEvent> = (row: ReviewRow, event: Recorded<E>) => Partial<ReviewRow>;

const keyOf = ({ data }: { readonly data: { readonly year: number } }): readonly string[] => [String(data.year)];

/** A review begins with its scheduling; whatever else its stream says changes the row. */
const changes = <E extends ReviewEvent>(change: Change<E>): Handler<ReviewRow, E> => ({
  keys: keyOf,
  fold: (row, event) => row && { ...row, ...change(row, event), length: event.revision + 1 },
});

export const reviews = defineProjection<ReviewRow, ReviewEvent>({
  name: 'reviews',
  version: 3,
  key: 'key',
  columns: reviewColumns,
  indexes: [],
  sources: (year) => [reviewStream(Number(year))],
  handlers: {
    ReviewScheduled: {
      keys: keyOf,
      fold: (_row, { data: { presider, place = null, ...data }, revision }, key) => ({
        key,
        ...data,
        place,
        parts: { presider },
        branches: [],
        roster: [],
        opinions: null,
        achievements: [],
        requirements: [],
        commonProblems: [],
        adjournedOn: null,
        problemLists: [],
        closedOn: null,
        length: revision + 1,
      }),
    },
    BranchEnrolled: changes(({ branches }, { data }) => ({
      branches: [...new Set([...branches, data.branch])].sort(),
    })),
    EnrolmentModeChanged: changes(() => ({})),
    CommentatorNamed: changes(() => ({})),
    OpinionsSummarised: changes((_row, event) => ({
      opinions: { words: event.data.summary.text, level: levelOf(event) },
    })),
    RosterRecorded: changes((_row, { data }) => ({ roster: data.groups })),
    SummaryGiven: changes(({ achievements }, event) => {
      const level = levelOf(event);
      return {
        achievements: [...achievements, ...event.data.achievements.map(({ text }) => ({ words: text, level }))],
      };
    }),
    RequirementIssued: changes(({ requirements }, event) => {
      const { data } = event;
      const issued = {
        id: data.requirement,
        no: data.no,
        number: data.number,
        heading: data.heading.text,
        level: levelOf(event),
        points: data.points.map(({ text }) => text),
        addressees: data.addressees,
        units: data.units,
        dueOn: data.dueOn ?? null,
      };
      return { requirements: [...requirements, issued] };
    }),
    CommonProblemRaised: changes(({ commonProblems }, event) => {
      const { common, no, statement, category, children } = event.data;
      const raised = {
        id: common,
        no,
        statement: statement.text,
        level: levelOf(event),
        category,
        units: children.map(({ branch, problem }) => ({ branch, problem })),
      };
      return { commonProblems: [...commonProblems, raised] };
    }),
    MeetingAdjourned: changes((_row, { data }) => ({ adjournedOn: data.on })),
    ProblemListApproved: changes(({ problemLists }, { data: { approvedOn, documentNumber, problems } }) => ({
      problemLists: [...problemLists, { approvedOn, documentNumber, problems }],
    })),
    ReviewClosed: changes((_row, { metadata }) => ({ closedOn: metadata.occurredOn })),
  },
});

export const reviewEntity = entityOf(reviews);
