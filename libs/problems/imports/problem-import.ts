import { Injectable } from '@nestjs/common';
import type { CommandResult } from '#event-sourcing/command.js';
import type { RowValues } from '#imports/domain/column.js';
import { nested } from '#imports/domain/column.js';
import { withoutUsualLevel } from '#imports/domain/level-column.js';
import { ImportKind } from '#imports/import-kind.js';
import { TakeOverProblem } from '../commands/take-over-problem.js';
import { problemStream } from '../events.js';
import { PROBLEM_COLUMNS } from './problem-columns.js';

const KINDS = [
  { mark: /^立行立改[:：]\s*/, kind: 'at-once' },
  { mark: /^长期坚持[:：]\s*/, kind: 'standing' },
  { mark: /^限期整改[:：]\s*/, kind: 'by-date' },
] as const;

const textOf = (value: RowValues[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** One measure a line; it says its kind first where it is not one by a date. All have the post and the date of the row. */
const measuresOf = ({
  measures,
  responsiblePost,
  expectedResult,
  dueOn,
  originalDueOn,
}: RowValues): readonly object[] =>
  (textOf(measures) ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const { mark, kind } = KINDS.find((each) => each.mark.test(line)) ?? { mark: /^/, kind: 'by-date' };
      const day = kind === 'standing' ? undefined : (textOf(dueOn) ?? textOf(originalDueOn));
      return {
        words: line.replace(mark, ''),
        kind,
        ...(day === undefined ? {} : { dueOn: day }),
        ...(responsiblePost === undefined ? {} : { responsiblePost }),
        ...(expectedResult === undefined ? {} : { expectedResult }),
      };
    });

/** 期初录入 of the problems of an old ledger. */
@Injectable()
export class ProblemImport extends ImportKind {
  readonly name = 'problems';
  readonly place = 4;
  readonly form = { sheet: { zh: '问题', en: 'problems' }, columns: PROBLEM_COLUMNS };
  readonly act = 'take-over-problem';
  readonly command = TakeOverProblem;

  keyOf({ externalKey }: RowValues): string {
    return textOf(externalKey)?.trim() ?? '';
  }

  laneOf({ year, branch, source }: RowValues): string {
    return [year, branch, source].join('-');
  }

  override request(values: RowValues): Readonly<Record<string, unknown>> {
    const { responsiblePost: _post, expectedResult: _result, measures: _measures, ...rest } = withoutUsualLevel(values);
    const measures = measuresOf(values);
    const { paper, ...plain } = nested(rest);
    return {
      ...plain,
      paper: { kind: 'ledger', ...(typeof paper === 'object' ? paper : {}) },
      ...(measures.length === 0 ? {} : { measures }),
    };
  }

  override settled({ stream }: CommandResult): object {
    return { no: stream.slice(problemStream('').length) };
  }
}
