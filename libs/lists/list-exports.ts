import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { unitsOfHolder } from '#access/holder-units.js';
import { narrowest, type Level } from '#access/levels.js';
import type { Principal } from '#platform/auth/principal.js';
import { ExportLog } from '#platform/exports/export-log.js';
import type { Language } from '#platform/http/language.js';
import type { ClockDay } from '#problems/published/clock-day.js';
import { csvOf } from './csv.js';
import type { ListName } from './list-names.js';
import type { ListHead } from './list-tables.js';
import type { ListFilter } from './published/list-source.js';

interface Leveled {
  readonly level: Level;
}

export interface ListExport<Line extends Leveled> {
  readonly list: ListName;
  readonly filter: ListFilter;
  readonly clock: ClockDay;
  readonly viewer: Principal;
  readonly lines: readonly Line[];
  readonly table: (lines: readonly Line[], head: ListHead, language: Language) => readonly (readonly string[])[];
}

/** Sends a whole list out of the house, after that was logged. */
@Injectable()
export class ListExports {
  constructor(private readonly log: ExportLog) {}

  async send<Line extends Leveled>(
    exported: ListExport<Line>,
    language: Language,
    reply: FastifyReply,
  ): Promise<string> {
    const { list, filter, clock, viewer, lines, table } = exported;
    const level = narrowest(lines.map((line) => line.level));
    await this.log.record({ person: viewer.person, what: `lists/${list}`, filter, lines: lines.length, level });
    const file = `${list}-${clock.today}.csv`;
    void reply
      .type('text/csv; charset=utf-8')
      .header('Vary', 'Accept-Language')
      .header('Content-Disposition', `attachment; filename="${file}"`);
    return csvOf(table(lines, { list, level, unit: unitsOfHolder(viewer, language), date: clock.today }, language));
  }
}
