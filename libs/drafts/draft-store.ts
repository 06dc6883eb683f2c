import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Repository } from 'typeorm';
import { Clock } from '#time/clock.js';
import { RequestProblem } from '#platform/http/request-problem.js';
import { DraftEntity } from './draft.entity.js';
import { Drafts } from './published/drafts.js';
import type { Draft, DraftKind, DraftOwner, DraftPlace } from './published/drafts.js';

/** Of one owner. */
const DRAFTS_AT_MOST = 1_000;

export interface DraftList {
  readonly owners: readonly DraftOwner[];
  readonly kind?: DraftKind;
  /** Kind, key and id of the last one of the page before. */
  readonly after?: readonly [string, string, string];
  readonly limit: number;
}

/** Keeps drafts; who may see which is decided by whoever asks. */
@Injectable()
export class DraftStore extends Drafts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(place: DraftPlace): Promise<Draft | undefined> {
    const row = await this.row(place);
    return row === null ? undefined : { ...place, version: row.version, content: contentOf(row) };
  }

  row({ kind, key, owner }: DraftPlace): Promise<DraftEntity | null> {
    return this.rows.findOneBy({ kind, key, owner });
  }

  /** One page and one more, by kind and key. */
  page({ owners, kind, after, limit }: DraftList): Promise<readonly DraftEntity[]> {
    const query = this.rows.createQueryBuilder('d').where('d.owner = ANY (CAST(:owners AS text[]))', { owners });
    if (kind !== undefined) query.andWhere('d.kind = :kind', { kind });
    if (after !== undefined) {
      const [afterKind, afterKey, afterId] = after;
      const place = { afterKind, afterKey, afterId };
      query.andWhere('(d.kind, d.key, CAST(d.id AS text)) > (:afterKind, :afterKey, :afterId)', place);
    }
    return query
      .orderBy('d.kind')
      .addOrderBy('d.key')
      .addOrderBy('CAST(d.id AS text)')
      .limit(limit + 1)
      .getMany();
  }

  /**
   * Over the version that the writer saw, or a new one. The same content sent again changes nothing.
   * @throws RequestProblem 412 `changed-meanwhile`, 428 `if-match-required`, 409 `too-many-drafts`
   */
  async put(place: DraftPlace, content: object, seen: string | undefined, person: string): Promise<DraftEntity> {
    const before = await this.row(place);
    const text = JSON.stringify(content);
    if (before?.content === text && before.changedBy === person) return before;
    if (before === null && seen === undefined) return this.begin(place, text, person);
    if (seen === undefined) throw new RequestProblem(428, 'if-match-required');
    const change = { content: text, version: randomUUID(), changedBy: person, changedAt: this.clock.now() };
    const { affected } = await this.rows.update({ ...placeOf(place), version: seen }, change);
    const after = affected === 1 ? await this.row(place) : null;
    if (after === null) throw new RequestProblem(412, 'changed-meanwhile');
    return after;
  }

  /** @throws RequestProblem 412 `changed-meanwhile` */
  async discard(place: DraftPlace, seen: string | undefined): Promise<boolean> {
    const { affected } = await this.rows.delete({
      ...placeOf(place),
      ...(seen === undefined ? {} : { version: seen }),
    });
    if (affected === 0 && seen !== undefined && (await this.row(place)) !== null)
      throw new RequestProblem(412, 'changed-meanwhile');
    return affected !== 0;
  }

  async remove({ version, ...place }: Draft): Promise<void> {
    await this.rows.delete({ ...placeOf(place), version });
  }

  private async begin(place: DraftPlace, content: string, person: string): Promise<DraftEntity> {
    const { owner } = place;
    if ((await this.rows.countBy({ owner })) >= DRAFTS_AT_MOST)
      throw new RequestProblem(409, 'too-many-drafts', { max: DRAFTS_AT_MOST });
    const row = {
      id: randomUUID(),
      ...placeOf(place),
      content,
      version: randomUUID(),
      changedBy: person,
      changedAt: this.clock.now(),
    };
    const { raw } = await this.rows.createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
    // Somebody else began it in the same moment.
    if (!Array.isArray(raw) || raw.length === 0) throw new RequestProblem(428, 'if-match-required');
    return Object.assign(new DraftEntity(), row);
  }

  private get rows(): Repository<DraftEntity> {
    return this.dataSource.getRepository(DraftEntity);
  }
}

const placeOf = ({ kind, key, owner }: DraftPlace): DraftPlace => ({ kind, key, owner });

/** As it was validated when it was put. */
export const contentOf = ({ content }: DraftEntity): Draft['content'] => JSON.parse(content) as Draft['content'];
