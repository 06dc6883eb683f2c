import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ROLE_NAMES } from '#access/roles.js';
import type { Principal } from '#platform/auth/principal.js';
import { ExportLog } from '#platform/exports/export-log.js';
import type { Language } from '#platform/http/language.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { csvOf } from './csv.js';
import type { ListName } from './list-names.js';
import type { ListHead } from './list-tables.js';
import type { ListFilter } from './published/list-source.js';

export interface ListExport<Line> {
  readonly list: ListName;
  readonly filter: ListFilter;
  readonly clock: ClockDay;
  readonly viewer: Principal;
  readonly lines: readonly Line[];
  readonly table: (lines: readonly Line[], head: ListHead, language: Language) => readonly (readonly string[])[];
}

const unitsOf = ({ grants }: Principal, language: Language): string => {
  const units = grants.flatMap(({ unit, role }) => unit ?? ROLE_NAMES[role][language]);
  return [...new Set(units)].sort().join('; ');
};

/** Sends a whole list out of the house, after that was logged. */
@Injectable()
export class ListExports {
  constructor(private readonly log: ExportLog) {}

  async send<Line>(exported: ListExport<Line>, language: Language, reply: FastifyReply): Promise<string> {
    const { list, filter, clock, viewer, lines, table } = exported;
    await this.log.record({ person: viewer.person, what: `lists/${list}`, filter, lines: lines.length });
    const file = `${list}-${clock.today}.csv`;
    void reply
      .type('text/csv; charset=utf-8')
      .header('Vary', 'Accept-Language')
      .header('Content-Disposition', `attachment; filename="${file}"`);
    return csvOf(table(lines, { list, unit: unitsOf(viewer, language), date: clock.today }, language));
  }
}
