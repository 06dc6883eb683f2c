import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Rows that belong to a group by a condition; of several groups that fit, the first counts. */
export interface RowGroup {
  readonly name: string;
  readonly condition: string;
}

export interface GroupCount {
  readonly name: string;
  readonly mark: string;
  readonly count: number;
}

/** How many of the rows of each group have each value of `mark`; rows in no group are left out. */
export const groupCounts = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  groups: readonly RowGroup[],
  mark: string,
): Promise<GroupCount[]> => {
  const cases = groups.map(({ condition }, n) => `WHEN ${condition} THEN ${String(n)}`);
  return query
    .andWhere(`(${groups.map(({ condition }) => `(${condition})`).join(' OR ')})`)
    .select(`CASE ${cases.join(' ')} END`, 'group')
    .addSelect(mark, 'mark')
    .addSelect('CAST(count(*) AS integer)', 'count')
    .groupBy('1')
    .addGroupBy('2')
    .orderBy('1')
    .getRawMany<{ group: number; mark: string; count: number }>()
    .then((rows) => rows.map(({ group, ...rest }) => ({ name: groups[group]?.name ?? '', ...rest })));
};
