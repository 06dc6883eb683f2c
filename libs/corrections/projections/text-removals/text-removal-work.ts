import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ACTS } from '#access/acts.js';
import { WorkQueueSource } from '#chronicle/published/work-queue.js';
import type { WaitingGroup, WaitingItem, WorkRequest } from '#chronicle/published/work-queue.js';
import { itemNo, parseItem } from '#text/item-number.js';
import { textRemovalEntity, type TextRemovalRow } from './text-removals.projection.js';

const ACT = 'confirm-text-removal';

/**
 * 移除待确认. Shown to all who may confirm, also to the one of them who asked: nothing in a read model says who that was.
 */
@Injectable()
export class TextRemovalWork extends WorkQueueSource {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async waiting({ role, first }: WorkRequest): Promise<readonly WaitingGroup[]> {
    if ((role !== 'chair' && role !== 'office-head') || !ACTS[ACT].by.includes(role)) return [];
    const [rows, count] = await this.dataSource
      .getRepository(textRemovalEntity)
      .findAndCount({ order: { requestedOn: 'ASC', id: 'ASC' }, take: first });
    return count === 0 ? [] : [{ act: ACT, owedBy: role, count, byLight: {}, items: rows.map(waitingItem) }];
  }
}

const waitingItem = ({ stream, revision, item, branch, reason }: TextRemovalRow): WaitingItem => {
  const parsed = item === null ? undefined : parseItem(item);
  return {
    kind: 'entry',
    id: `${stream}/${String(revision)}`,
    no: parsed === undefined ? null : itemNo(parsed),
    branch,
    title: reason,
    dueOn: null,
    light: null,
  };
};
