import { STATUS_TABLE, type Bulletin } from '#problems/published/states.js';
import { reachedOnPaper } from '#problems/published/taken-over.js';
import type { Fact } from '../fact.js';
import { tally, type Figure } from './figure.js';
import { isSettled, type ProblemLife } from './problem-life.js';
import type { Span } from './sheet-span.js';
import type { ProblemFigures, ProblemLine } from './sheet.js';

const RETURNS: readonly Fact['type'][] = ['PlanReturned', 'RectificationReturned', 'CloseRefused'];

const inTime = ({ accepted }: ProblemLife): boolean | null =>
  accepted === null ? null : accepted.dueOn === null || accepted.on <= accepted.dueOn;

const isListedOnPaper = (fact: Fact): boolean =>
  fact.type === 'ProblemTakenOver' && reachedOnPaper(fact.data, 'listed');

const isDispatchedOnPaper = (fact: Fact): boolean =>
  fact.type === 'ProblemTakenOver' && reachedOnPaper(fact.data, 'dispatched');

const word = ({ status }: ProblemLife): Bulletin => STATUS_TABLE[status].bulletin;

const lineOf = (life: ProblemLife): ProblemLine => ({
  id: life.id,
  no: life.no,
  raisedIn: life.raisedIn,
  statement: life.statement,
  status: life.status,
  word: word(life),
  dueOn: life.deadlines.dueOn ?? null,
  submittedOn: life.accepted?.on ?? null,
  inTime: inTime(life),
  settledOn: isSettled(life) ? life.stands.occurredOn : null,
});

/** The problems of one block. A problem counts once in each figure, however often the same happened to it. */
export const problemFigures = (lives: readonly ProblemLife[], { isOfCycle }: Span): ProblemFigures<Figure> => {
  const raisedBy = ({ facts }: ProblemLife): readonly Fact[] => facts.slice(0, 1);
  const standsBy = ({ stands }: ProblemLife): readonly Fact[] => [stands];
  const acceptedBy = ({ accepted }: ProblemLife): readonly Fact[] => (accepted === null ? [] : [accepted.fact]);
  const where = (test: (life: ProblemLife) => boolean, shownBy = standsBy): Figure =>
    tally(lives.filter(test), shownBy);
  const having = (test: (fact: Fact) => boolean): Figure =>
    where(
      ({ facts }) => facts.some(test),
      ({ facts }) => facts.filter(test),
    );
  return {
    total: where(() => true, raisedBy),
    listed: having(
      (fact) => fact.type === 'ProblemListApproved' || fact.type === 'ProblemRaised' || isListedOnPaper(fact),
    ),
    dispatched: having((fact) => fact.type === 'ProblemDispatched' || isDispatchedOnPaper(fact)),
    closed: where(({ status }) => status === 'closed'),
    standing: where(({ status }) => status === 'standing'),
    withdrawn: where(({ status }) => status === 'withdrawn'),
    open: where((life) => !isSettled(life) && life.status !== 'standing'),
    untouched: where(({ facts }) => !facts.some(isOfCycle)),
    submittedInTime: where((life) => inTime(life) === true, acceptedBy),
    submittedLate: where((life) => inTime(life) === false, acceptedBy),
    reopened: having((fact) => fact.type === 'ProblemReopened' && isOfCycle(fact)),
    returned: having((fact) => RETURNS.includes(fact.type) && isOfCycle(fact)),
    words: words((key) => where((life) => word(life) === key)),
    items: lives.map(lineOf),
  };
};

const words = (count: (key: Bulletin) => Figure): ProblemFigures<Figure>['words'] => ({
  done: count('done'),
  'largely-done': count('largely-done'),
  'under-way': count('under-way'),
  'not-started': count('not-started'),
  withdrawn: count('withdrawn'),
});
