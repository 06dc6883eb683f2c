import { createInterface } from 'node:readline';
import { Injectable } from '@nestjs/common';
import { HeavyWork } from '#platform/heavy-work/heavy-work.js';
import type { SheetRow } from '../domain/cell.js';
import { FileFault } from '../files/file-fault.js';
import { READ_IMPORT } from './read-file-work.js';
import type { ReadImportOutcome } from './read-file-work.js';

const isOutcome = (outcome: object): outcome is ReadImportOutcome =>
  'kind' in outcome && (outcome.kind === 'rows' || outcome.kind === 'fault');

/** The rows of a file, read beside the process that answers requests. */
@Injectable()
export class FileRows {
  constructor(private readonly work: HeavyWork) {}

  /**
   * @throws FileFault
   * @throws TooMuchWork
   * @throws WorkFailed
   */
  async of(id: string, signal: AbortSignal): Promise<readonly SheetRow[]> {
    const { outcome, body } = await this.work.run({ work: READ_IMPORT, request: { import: id } }, signal);
    if (!isOutcome(outcome)) throw new Error('the file was read as something else');
    if (outcome.kind === 'fault') {
      body.resume();
      throw new FileFault(outcome.code, outcome.params);
    }
    const rows: SheetRow[] = [];
    for await (const line of createInterface({ input: body, crlfDelay: Infinity })) {
      const row: SheetRow = JSON.parse(line);
      rows.push(row);
    }
    if (rows.length !== outcome.count) throw new Error('the rows of the file were cut short');
    return rows;
  }
}
