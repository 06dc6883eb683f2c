import { unreachable } from '#event-sourcing/decider.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { ReviewEvent } from '#reviews/events.js';
import type { ReviewReplay } from './replay-report.js';

const evolve = (review: ReviewReplay | null, event: Recorded<ReviewEvent>): ReviewReplay | null => {
  if (event.type === 'ReviewScheduled') {
    const { committee, title, plannedOn, place = null } = event.data;
    const nothingYet = {
      roster: [],
      present: 0,
      achievements: [],
      requirements: [],
      commonProblems: [],
      adjournedOn: null,
    };
    return { committee, title, plannedOn, place, ...nothingYet, problemLists: [], closedOn: null };
  }
  return review && { ...review, ...changeOf(review, event) };
};

const changeOf = (review: ReviewReplay, event: Recorded<ReviewEvent>): Partial<ReviewReplay> => {
  switch (event.type) {
    case 'RosterRecorded': {
      const { groups } = event.data;
      return { roster: groups, present: groups.reduce((sum, { present }) => sum + present, 0) };
    }
    case 'SummaryGiven':
      return { achievements: [...review.achievements, ...event.data.achievements.map(({ text }) => text)] };
    case 'RequirementIssued': {
      const { no, heading, points, addressees, units } = event.data;
      const requirement = { no, heading: heading.text, points: points.map(({ text }) => text), addressees, units };
      return { requirements: [...review.requirements, requirement] };
    }
    case 'CommonProblemRaised': {
      const { no, statement, category, children } = event.data;
      const units = children.map(({ branch, no: own }) => ({ branch, no: own }));
      return { commonProblems: [...review.commonProblems, { no, statement: statement.text, category, units }] };
    }
    case 'MeetingAdjourned':
      return { adjournedOn: event.data.on };
    case 'ProblemListApproved': {
      const { approvedOn, documentNumber, problems } = event.data;
      return { problemLists: [...review.problemLists, { approvedOn, documentNumber, problems: problems.length }] };
    }
    case 'ReviewClosed':
      return { closedOn: event.metadata.occurredOn };
    case 'ReviewScheduled':
    case 'BranchEnrolled':
    case 'EnrolmentModeChanged':
    case 'CommentatorNamed':
    case 'OpinionsSummarised':
    case 'CommonChildRestated':
      return {};
    default:
      return unreachable(event);
  }
};

/** The meeting as its own stream tells it; null when it was never scheduled. */
export const reviewReplay = (events: readonly Recorded<ReviewEvent>[]): ReviewReplay | null =>
  events.reduce(evolve, null);
