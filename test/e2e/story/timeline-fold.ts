import type { RawEvent } from '../../setup/raw-log.js';

/** What opens a stream repeats a fact that stands elsewhere. */
const isOpening = ({ type }: RawEvent): boolean => type.endsWith('Opened') && type !== 'ProblemReopened';

/** Everything that concerns one branch. */
export const eventsOfBranch = (events: readonly RawEvent[], branch: string): readonly RawEvent[] => {
  const bound = new Set(
    events.flatMap(({ type, data }) =>
      type === 'RequirementIssued' && data.units.includes(branch) ? [data.requirement] : [],
    ),
  );
  const told = new Set(
    events.flatMap(({ type, data }) => {
      if (type === 'CommonProblemRaised')
        return data.children.filter((child) => child.branch === branch).map(({ problem }) => problem);
      return type === 'ProblemFlagged' && data.branch === branch ? [data.problem] : [];
    }),
  );
  const concerns = (event: RawEvent): boolean => {
    const { type, data, metadata } = event;
    if (type === 'ProblemListApproved') return data.problems.some((problem) => told.has(problem));
    if (type === 'CommonProblemRaised') return data.children.some((child) => child.branch === branch);
    if ('requirement' in data) return bound.has(data.requirement) && (!('unit' in data) || data.unit === branch);
    return metadata.tags['branch'] === branch || ('branch' in data && data.branch === branch);
  };
  return events.filter((event) => !isOpening(event) && concerns(event));
};

const FOUND_BY = new Set(['text', 'noticeNumber', 'documentNumber']);

/** Whether a word stands in what was said or in the number of a paper. */
export const contains = (value: unknown, word: string): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, part]: [string, unknown]) =>
    typeof part === 'string' ? FOUND_BY.has(name) && part.includes(word) : contains(part, word),
  );
};
