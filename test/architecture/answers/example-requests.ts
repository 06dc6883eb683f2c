/** What is asked, and who asks it, after the story that the demonstration plays. */
export interface ExampleRequest {
  readonly login: string;
  /** Below `/api/v1`; `{person}` and `{account}` stand for the ids of one account, `{import}` for an import with errors. */
  readonly path: string;
  /** Given for a POST. */
  readonly body?: object;
  /** Asks no read model, which could be behind. */
  readonly direct?: true;
}

export const EXAMPLE_REQUESTS: Readonly<Record<string, ExampleRequest>> = {
  'Account.me': { login: 'secretary.02', path: '/me', direct: true },
  'BranchQueries.list': { login: 'chair', path: '/branches' },
  'BranchQueries.one': { login: 'chair', path: '/branches/02' },
  'Changes.since': { login: 'chair', path: '/changes', direct: true },
  'CommonProblems.list': { login: 'chair', path: '/common-problems' },
  'CommonProblems.one': { login: 'chair', path: '/common-problems/2023-common-01' },
  'Drafts.list': { login: 'office.clerk', path: '/drafts', direct: true },
  'Drafts.one': { login: 'office.clerk', path: '/drafts/minutes/2024', direct: true },
  'Corrections.history': { login: 'chair', path: '/entries/problem-2023-review-02-01/1/history', direct: true },
  'Handover.list': { login: 'chair', path: '/branches/05/handover' },
  'GoalQueries.list': { login: 'chair', path: '/goals?branch=02' },
  'GoalQueries.one': { login: 'chair', path: '/goals/2023-goal-02-01' },
  'NoticeQueries.list': { login: 'chair', path: '/notices?unit=02' },
  'NoticeQueries.one': { login: 'chair', path: '/notices/集团党办整改〔2024〕2号' },
  'OwnBranch.own': { login: 'secretary.02', path: '/me/branch' },
  'Exports.page': { login: 'admin', path: '/exports', direct: true },
  'Lists.problems': { login: 'office.head', path: '/lists/problems?branch=02&limit=1' },
  'Lists.responsibilities': { login: 'office.head', path: '/lists/responsibilities?branch=02&limit=1' },
  'Lists.tasks': { login: 'office.head', path: '/lists/tasks?branch=02&limit=1' },
  'OversightQueries.ofBranch': { login: 'chair', path: '/branches/02/oversight' },
  'Imports.errors': { login: 'office.head', path: '/imports/{import}/errors', direct: true },
  'Imports.one': { login: 'office.head', path: '/imports/{import}', direct: true },
  'Persons.holders': { login: 'office.head', path: '/persons/holders?role=branch-secretary', direct: true },
  'Persons.names': { login: 'office.head', path: '/persons?ids={person}', direct: true },
  'Preparation.brief': { login: 'chair', path: '/reviews/2024/branches/02/brief' },
  'Preparation.toAnswer': { login: 'secretary.02', path: '/reviews/2024/reports/02/to-answer' },
  'ProblemList.one': { login: 'chair', path: '/reviews/2023/problem-list' },
  'ProblemQueries.list': { login: 'office.head', path: '/problems?branch=02' },
  'ProblemQueries.one': { login: 'office.head', path: '/problems/2023-review-02-01' },
  'Replays.run': { login: 'review', path: '/replays', body: { year: 2024, branch: '02' }, direct: true },
  'RequirementQueries.list': { login: 'chair', path: '/requirements' },
  'RequirementQueries.one': { login: 'chair', path: '/requirements/2023-requirement-01' },
  'ReviewQueries.list': { login: 'chair', path: '/reviews' },
  'ReviewQueries.minutes': { login: 'office.head', path: '/reviews/2023/minutes' },
  'ReviewQueries.one': { login: 'chair', path: '/reviews/2023' },
  'ReviewQueries.overview': { login: 'chair', path: '/reviews/2023/overview' },
  'ReviewQueries.report': { login: 'chair', path: '/reviews/2023/reports/02' },
  'Sessions.current': { login: 'chair', path: '/sessions/current', direct: true },
  'Sessions.tellNotice': { login: 'chair', path: '/sessions/notice', direct: true },
  'Sheets.ofBranch': { login: 'chair', path: '/branches/02/annual-sheets/2024' },
  'Sheets.ofYear': { login: 'chair', path: '/reviews/2024/annual-sheets' },
  'Timeline.entries': { login: 'chair', path: '/branches/02/timeline' },
  'Users.get': { login: 'admin', path: '/users/{account}', direct: true },
  'Users.page': { login: 'admin', path: '/users', direct: true },
  'WorkQueue.own': { login: 'office.head', path: '/work-queue?first=1' },
};
