import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v5 as uuidV5 } from 'uuid';
import type { Role } from '#access/roles.js';
import { actingOf } from '#platform/auth/acting.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { fault } from '#platform/http/fault.js';
import { FILE_TYPES } from '#platform/http/file-body.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import { ACCOUNTS } from '../accounts/account-form.js';
import type { ImportQuery } from '../imports.requests.js';
import type { Format, ImportEntity } from './entities.js';
import { ImportKinds } from './import-kinds.js';
import { ImportRunner } from './import-runner.js';
import { Imports } from './imports.js';

/** Who hands in files: the office its ledgers, the administrator accounts. */
export const IMPORTING_ROLES: readonly Role[] = ['office-clerk', 'office-head', 'admin'];

const UPLOADS = '7a0c9a3b-5a3e-5d0f-9d0a-3d2c1f4b8e60';
const KEY = /^[\x20-\x7e]{1,200}$/;

/** Takes files in. */
@Injectable()
export class NewImports {
  constructor(
    private readonly kinds: ImportKinds,
    private readonly imports: Imports,
    private readonly runner: ImportRunner,
    private readonly businessDay: BusinessDay,
  ) {}

  /** @throws RequestProblem 400, 403, 415, 422 */
  async add(
    { person, grants }: Principal,
    { dryRun, kind }: ImportQuery,
    headers: Readonly<Record<string, string>>,
    file: unknown,
  ): Promise<ImportEntity> {
    const format = formatOf(headers['content-type'] ?? '');
    if (!Buffer.isBuffer(file) || format === undefined) throw new RequestProblem(415, 'import-type-unsupported');
    if (format === 'csv' && !this.isKind(kind)) throw this.kindNeeded();
    const wishes = { role: headers['acting-role'], unit: headers['acting-unit'] };
    const { role, unit = null } = actingOf(grants, IMPORTING_ROLES, wishes);
    const id = idOf(headers['idempotency-key'], person);
    await this.imports.add({
      id,
      uploader: person,
      role,
      unit,
      day: this.businessDay.today(),
      format,
      kind: format === 'csv' ? (kind ?? null) : null,
      dryRun,
      bytes: file,
      createdAt: this.businessDay.now(),
    });
    this.runner.wake();
    const added = await this.imports.one(id);
    if (added === undefined) throw new Error('an import that was added is not there');
    return added;
  }

  private isKind(kind: string | undefined): boolean {
    return kind !== undefined && (kind === ACCOUNTS || this.kinds.named(kind) !== undefined);
  }

  private kindNeeded(): RequestProblem {
    const kinds = [ACCOUNTS, ...this.kinds.all().map(({ name }) => name)];
    return new RequestProblem(422, 'import-kind-needed', { kinds: kinds.join(', ') }, [
      fault('import-kind-needed', { kinds: kinds.join(', ') }, 'kind'),
    ]);
  }
}

const formatOf = (type: string): Format | undefined => {
  const essence = (type.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (essence === FILE_TYPES.xlsx) return 'xlsx';
  return essence === FILE_TYPES.csv ? 'csv' : undefined;
};

const idOf = (key: string | undefined, person: string): string => {
  if (key === undefined) return randomUUID();
  if (!KEY.test(key)) throw new RequestProblem(400, 'idempotency-key-invalid');
  return uuidV5(JSON.stringify([person, key]), UPLOADS);
};
