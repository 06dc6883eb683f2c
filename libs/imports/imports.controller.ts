import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Role } from '#access/roles.js';
import type { Principal } from '#platform/auth/principal.js';
import { Roles, SignedIn } from '#platform/http/access.js';
import { ApiFile, ApiProblems } from '#platform/http/api-answers.js';
import { FILE_TYPES, TakesFile } from '#platform/http/file-body.js';
import type { Page } from '#platform/http/paging.js';
import { decodeCursor, pageOf } from '#platform/http/paging.js';
import { notFound } from '#platform/http/request-problem.js';
import { ACCOUNT_FORM, ACCOUNTS } from './accounts/account-form.js';
import { templateCsv, templateWorkbook } from './files/template.js';
import { importErrorView, importView } from './import-view.js';
import type { ImportErrorView, ImportView } from './import-view.js';
import { ErrorsQuery, ImportPath, ImportQuery, TemplatePath } from './imports.requests.js';
import type { ImportEntity } from './jobs/entities.js';
import { ImportKinds } from './jobs/import-kinds.js';
import { Imports } from './jobs/imports.js';
import { IMPORTING_ROLES, NewImports } from './jobs/new-imports.js';

const OFFICE: readonly Role[] = ['office-clerk', 'office-head'];

/** Ledgers from spreadsheets: checked whole, recorded whole, in the background. */
@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly kinds: ImportKinds,
    private readonly imports: Imports,
    private readonly added: NewImports,
  ) {}

  @Get('template.xlsx')
  @Roles(...IMPORTING_ROLES)
  @ApiFile(FILE_TYPES.xlsx)
  @Header('Content-Disposition', 'attachment; filename="template.xlsx"')
  @ApiOperation({ summary: '导入模板 / The workbook to fill in, with a sheet of what may stand where' })
  async workbook(@SignedIn() { grants }: Principal): Promise<StreamableFile> {
    const forms = grants.some(({ role }) => role === 'admin') ? [ACCOUNT_FORM] : [];
    if (grants.some(({ role }) => OFFICE.includes(role))) forms.push(...this.kinds.all().map(({ form }) => form));
    const file = await templateWorkbook(forms);
    return new StreamableFile(file, { type: FILE_TYPES.xlsx });
  }

  @Get('templates/:file')
  @Roles(...IMPORTING_ROLES)
  @ApiFile(FILE_TYPES.csv)
  @ApiOperation({ summary: '导入模板（CSV）/ One sheet as a text file, for example problems.csv' })
  text(@Param() { file }: TemplatePath): StreamableFile {
    const name = file.slice(0, -'.csv'.length);
    const form = name === ACCOUNTS ? ACCOUNT_FORM : this.kinds.named(name)?.form;
    if (form === undefined) throw notFound();
    const disposition = `attachment; filename="${file}"`;
    return new StreamableFile(Buffer.from(templateCsv(form)), {
      type: `${FILE_TYPES.csv}; charset=utf-8`,
      disposition,
    });
  }

  @Post()
  @Roles(...IMPORTING_ROLES)
  @HttpCode(202)
  @TakesFile()
  @ApiOperation({
    summary: '导入台账 / Import a ledger',
    description: `Roles: ${IMPORTING_ROLES.join(', ')}\n\nAll rows or none. The body is the file itself. Rows are known by their keys: what was recorded is not recorded again.`,
  })
  @ApiConsumes(...Object.values(FILE_TYPES))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Idempotency-Key', description: 'The same file under the same key is taken once.' })
  @ApiProblems(403, 413, 415, 422)
  async add(
    @SignedIn() principal: Principal,
    @Query() query: ImportQuery,
    @Headers() headers: Readonly<Record<string, string>>,
    @Body() file: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportView> {
    const added = await this.added.add(principal, query, headers, file);
    void reply.header('Location', `/api/v1/imports/${added.id}`);
    return importView(added);
  }

  @Get(':import')
  @Roles(...IMPORTING_ROLES)
  @ApiOperation({ summary: '导入进度 / How far an import is' })
  async one(@SignedIn() principal: Principal, @Param() { import: id }: ImportPath): Promise<ImportView> {
    return importView(await this.seen(principal, id));
  }

  @Get(':import/errors')
  @Roles(...IMPORTING_ROLES)
  @ApiOperation({ summary: '导入错误 / What is wrong with the file: sheet, row, column' })
  async errors(
    @SignedIn() principal: Principal,
    @Param() { import: id }: ImportPath,
    @Query() { limit, cursor }: ErrorsQuery,
  ): Promise<Page<ImportErrorView>> {
    await this.seen(principal, id);
    const [after] = cursor === undefined ? [0] : decodeCursor(cursor, 1);
    const rows = await this.imports.errors(id, Number(after), limit);
    const { items, ...next } = pageOf(rows, limit, ({ n }) => [n]);
    return { items: items.map(importErrorView), ...next };
  }

  /** The office sees every import, anybody else their own. */
  private async seen({ person, grants }: Principal, id: string): Promise<ImportEntity> {
    const found = await this.imports.one(id);
    const office = grants.some(({ role }) => OFFICE.includes(role));
    if (found === undefined || (!office && found.uploader !== person)) throw notFound();
    return found;
  }
}
