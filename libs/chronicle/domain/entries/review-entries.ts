import { parseItem } from '#text/item-number.js';
import type { ReviewEvents } from '#reviews/events.js';
import { MODE_NAMES } from '#reviews/published/names.js';
import { left, type EntryRules } from './entry-rule.js';

const WHOLE = 'it concerns the review as a whole';

type ByBranch = ReadonlyMap<string, readonly string[]>;

const parted = new WeakMap<readonly string[], ByBranch>();

/** A list is asked for once for each branch on it; parted only once, a long one of many branches costs no more. */
const byBranch = (problems: readonly string[]): ByBranch => {
  const known = parted.get(problems);
  if (known !== undefined) return known;
  const lists = new Map<string, string[]>();
  for (const problem of problems) {
    const branch = parseItem(problem)?.branch;
    if (branch === undefined) continue;
    const list = lists.get(branch);
    if (list === undefined) lists.set(branch, [problem]);
    else list.push(problem);
  }
  parted.set(problems, lists);
  return lists;
};

const enrolled = { kind: 'enrolment', ofReview: true } as const;

export const reviewEntries: EntryRules<ReviewEvents> = {
  ReviewScheduled: left(WHOLE),
  BranchEnrolled: {
    ...enrolled,
    branches: ({ data }) => [data.branch],
    zh: ({ year, mode }) => `列入${String(year)}年度述职评议，方式为${MODE_NAMES[mode].zh}`,
    en: ({ year, mode }) => `Enrolled in the ${String(year)} review, ${MODE_NAMES[mode].en}`,
  },
  EnrolmentModeChanged: {
    ...enrolled,
    branches: ({ data }) => [data.branch],
    zh: ({ mode, formerMode, reason }) =>
      `述职方式由${MODE_NAMES[formerMode].zh}变更为${MODE_NAMES[mode].zh}：${reason.text}`,
    en: ({ mode, formerMode, reason }) =>
      `Way of reporting changed from ${MODE_NAMES[formerMode].en} to ${MODE_NAMES[mode].en}: ${reason.text}`,
  },
  CommentatorNamed: {
    ...enrolled,
    branches: ({ data }) => [data.branch],
    zh: () => '确定点评人',
    en: () => 'Commentator named',
  },
  OpinionsSummarised: left(WHOLE),
  RosterRecorded: left(WHOLE),
  SummaryGiven: left(WHOLE),
  RequirementIssued: {
    kind: 'requirement',
    ofReview: true,
    branches: ({ data }) => data.units,
    item: ({ requirement }) => requirement,
    own: (data, branch) => ({ ...data, units: [branch], addressees: { kind: data.addressees.kind } }),
    zh: ({ number, heading }) => `提出第${String(number)}项工作要求：${heading.text}`,
    en: ({ number, heading }) => `Requirement ${String(number)} issued: ${heading.text}`,
  },
  CommonProblemRaised: {
    kind: 'problem',
    ofReview: true,
    branches: ({ data }) => data.children.map(({ branch }) => branch).sort(),
    // A branch learns what was said, and its own part in it.
    own: (data, branch) => ({ ...data, children: data.children.filter((child) => child.branch === branch) }),
    item: ({ children }) => children[0]?.problem ?? '',
    tells: ({ data }) => data.children.map(({ problem }) => problem),
    finds: ({ no }) => [no],
    zh: ({ no, statement }) => `指出共性问题${no}：${statement.text}`,
    en: ({ no, statement }) => `Common problem ${no} pointed out: ${statement.text}`,
  },
  CommonChildRestated: {
    kind: 'problem',
    ofReview: true,
    branches: ({ data }) => [data.branch],
    item: ({ problem }) => problem,
    tells: ({ data }) => [data.problem],
    zh: ({ statement, reason }) =>
      `共性问题在本支部表述为：${statement.text}${reason === undefined ? '' : `；${reason.text}`}`,
    en: ({ statement, reason }) =>
      `Common problem restated for this branch: ${statement.text}${reason === undefined ? '' : `; ${reason.text}`}`,
  },
  MeetingAdjourned: left(WHOLE),
  ProblemListApproved: {
    kind: 'problem',
    ofReview: true,
    branches: ({ data }) => [...byBranch(data.problems).keys()].sort(),
    own: (data, branch) => ({ ...data, problems: byBranch(data.problems).get(branch) ?? [] }),
    finds: ({ documentNumber }) => [documentNumber],
    zh: ({ problems, documentNumber }) => `审定问题清单（${documentNumber}），涉及本支部${String(problems.length)}项`,
    en: ({ problems, documentNumber }) =>
      `Problem list approved (${documentNumber}), ${String(problems.length)} of this branch`,
  },
  ReviewClosed: left(WHOLE),
};
