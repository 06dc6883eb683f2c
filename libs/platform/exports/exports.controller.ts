import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { PersonDirectory } from '../auth/person-directory.js';
import { Roles } from '../http/access.js';
import { fault } from '../http/fault.js';
import { decodeCursor, pageOf } from '../http/paging.js';
import type { Page } from '../http/paging.js';
import { PageQuery } from '../http/read-query.js';
import { invalidRequest } from '../http/request-problem.js';
import { ExportLog } from './export-log.js';
import type { ExportPlace, LoggedExport } from './export-log.js';

export interface ExportView extends Omit<LoggedExport, 'person'> {
  /** Name of whoever took it. */
  readonly by: string | null;
}

const placeOf = (cursor: string): ExportPlace => {
  const [at, id] = decodeCursor(cursor, 2);
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || !isUUID(id))
    throw invalidRequest([fault('cursor-invalid', {}, 'cursor')]);
  return { at, id: String(id) };
};

@ApiTags('exports')
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly log: ExportLog,
    private readonly persons: PersonDirectory,
  ) {}

  @Get()
  @Roles('auditor', 'admin')
  @ApiOperation({ summary: '导出记录 / What was exported, the newest first' })
  async page(@Query() { limit, cursor }: PageQuery): Promise<Page<ExportView>> {
    const rows = await this.log.page(limit, cursor === undefined ? undefined : placeOf(cursor));
    const { items, ...page } = pageOf(rows, limit, ({ at, id }) => [at, id]);
    const names = await this.persons.names(items.map(({ person }) => person));
    return { items: items.map(({ person, ...row }) => ({ ...row, by: names.get(person) ?? null })), ...page };
  }
}
