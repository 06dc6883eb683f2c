import { median } from './measure.js';
import type { Outcome, Row } from './row.js';

/** One row as it is written to the file. */
export interface Figure {
  readonly name: string;
  /** Medians; null where there is no reference, or nothing was measured. */
  readonly reference: number | null;
  readonly ours: number | null;
  readonly unit: string;
  readonly ratio: number | null;
  readonly target: number;
  /** Null where nothing was measured. */
  readonly met: boolean | null;
}

const ratiosOf = (outcome: Outcome): readonly number[] =>
  'reference' in outcome
    ? outcome.ours.flatMap((ours, run) => {
        const reference = outcome.reference[run];
        return reference === undefined ? [] : [ours / reference];
      })
    : [];

/** The ratio is the median of those of the pairs of runs. */
export const figureOf = ({ name, unit, target }: Row, outcome: Outcome): Figure => {
  const aim = 'atMost' in target ? target.atMost : target.ratioAtLeast;
  if ('why' in outcome) return { name, reference: null, ours: null, unit, ratio: null, target: aim, met: null };
  const ratios = ratiosOf(outcome);
  const ratio = ratios.length === 0 ? null : median(ratios);
  const ours = median(outcome.ours);
  const reference = 'reference' in outcome ? median(outcome.reference) : null;
  const met = 'atMost' in target ? ours <= aim : ratio !== null && ratio >= aim;
  return { name, reference, ours, unit, ratio, target: aim, met };
};

/** What is printed of a row, in several lines. */
export const linesOf = (row: Row, outcome: Outcome): readonly string[] => {
  const heading = `${row.name}: ${row.what}`;
  if ('why' in outcome) return [heading, `  not measured: ${outcome.why}`];
  const { ours, reference, ratio, target, met } = figureOf(row, outcome);
  const aim = 'atMost' in row.target ? `≤ ${amount(target)} ${row.unit}` : `≥ ${amount(target)} ×`;
  const stretch = row.stretch === undefined ? '' : ` (stretch ${amount(row.stretch)})`;
  const verdict = met === true ? 'met' : 'MISSED';
  return [
    heading,
    ...(reference === null
      ? []
      : [`  reference  ${amount(reference)} ${row.unit}${rangeOf(outcome, 'reference')}  ${row.reference}`]),
    `  ours       ${amount(ours ?? 0)} ${row.unit}${rangeOf(outcome, 'ours')}`,
    ...(ratio === null ? [] : [`  ratio      ${amount(ratio)} × [${spread(ratiosOf(outcome))}]`]),
    `  target     ${aim}${stretch}: ${verdict}`,
    ...(outcome.note === undefined ? [] : [`  ${outcome.note}`]),
  ];
};

const rangeOf = (outcome: Outcome, side: 'ours' | 'reference'): string => {
  const values =
    'why' in outcome ? [] : side === 'ours' ? outcome.ours : 'reference' in outcome ? outcome.reference : [];
  return values.length < 2 ? '' : ` [${spread(values)}]`;
};

const spread = (values: readonly number[]): string =>
  `${amount(Math.min(...values))} – ${amount(Math.max(...values))}, ${String(values.length)} runs`;

/** Three digits that count. */
export const amount = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** The whole table at the end. */
export const tableOf = (rows: readonly (readonly [Row, Outcome])[]): string => {
  const cells = rows.map(([row, outcome]) => {
    const { reference, ours, ratio, target, met } = figureOf(row, outcome);
    const aim = 'atMost' in row.target ? `≤ ${amount(target)} ${row.unit}` : `≥ ${amount(target)} ×`;
    const shown = (value: number | null): string => (value === null ? '–' : amount(value));
    return [
      row.name,
      shown(reference),
      shown(ours),
      row.unit,
      ratio === null ? '–' : `${amount(ratio)} ×`,
      ratiosOf(outcome).length < 2
        ? ''
        : `${amount(Math.min(...ratiosOf(outcome)))} – ${amount(Math.max(...ratiosOf(outcome)))}`,
      aim,
      met === null ? 'not measured' : met ? 'met' : 'MISSED',
    ];
  });
  const lines = [['name', 'reference', 'ours', 'unit', 'ratio', 'spread', 'target', ''], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
