import type { ActName } from '#access/acts.js';
import { LEVEL_NAMES, levelRefusal, LEVELS, USUAL_LEVEL } from '#access/levels.js';
import type { Column, RowValues } from './column.js';

/** 知悉范围: as far as entries of the act may have one; whoever imports reads what is 限班子. */
export const levelColumn = (act: ActName): Column => ({
  path: 'level',
  zh: '知悉范围',
  en: 'level',
  cell: 'choice',
  choices: LEVELS.filter((level) => levelRefusal(act, 'office-clerk', level) === undefined).map((value) => ({
    value,
    ...LEVEL_NAMES[value],
  })),
  example: LEVEL_NAMES[USUAL_LEVEL].zh,
});

/** Internal is said by saying nothing: a row that says it is the same as one that does not. */
export const withoutUsualLevel = ({ level, ...values }: RowValues): RowValues =>
  level === undefined || level === USUAL_LEVEL ? values : { ...values, level };
