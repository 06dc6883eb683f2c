import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { event, inStream, type GivenEvent } from '#event-sourcing/testing/given-event.js';
import { PersonEntity } from '#platform/auth/entities.js';
import { BranchQueriesController } from './branch-queries.controller.js';
import { branches, branchEntity } from './projections/branches/branches.projection.js';

@Module({ controllers: [BranchQueriesController] })
class QueriesModule {}

const person = randomUUID();
let app: ReadModelApp;

const established = (code: string): readonly GivenEvent[] =>
  inStream<GivenEvent>(
    `branch-${code}`,
    { branch: code },
    event('BranchEstablished', { code, name: `第${code}党支部` }, { on: '2019-07-01' }),
  );

beforeAll(async () => {
  app = await ReadModelApp.start({ module: QueriesModule, projections: [branches], entities: [branchEntity] });
  await app.app.get(DataSource).getRepository(PersonEntity).insert({ id: person, name: '李书记' });
  await app.given([
    ...['05', '03', '04'].flatMap(established),
    ...inStream<GivenEvent>(
      'branch-03',
      { branch: '03' },
      event('OfficeHolderAppointed', { code: '03', post: 'secretary', person, acting: false, from: '2022-01-01' }),
    ),
  ]);
}, 60_000);

afterAll(() => app.close());

describe('branches', () => {
  it('are listed in the order of their codes, page by page', async () => {
    const chair = await app.as('chair');
    const first = await chair.get('/api/v1/branches?limit=2');
    expect((first.body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(['03', '04']);
    const second = await chair.get(`/api/v1/branches?limit=2&cursor=${first.text('next')}`);
    expect((second.body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(['05']);
    expect(second.at('next')).toBeUndefined();
  });

  it('show the holders of posts by name, and what is vacant', async () => {
    const answer = await (await app.as('branch-clerk', '03')).get('/api/v1/branches/03');
    expect(answer.headers.get('ETag')).toBe('"2"');
    expect(answer.body).toMatchObject({
      name: '第03党支部',
      posts: [{ post: 'secretary', name: '李书记', acting: false, from: '2022-01-01', until: null }],
      vacant: ['deputy-secretary'],
    });
    expect(JSON.stringify(answer.body)).not.toContain(person);
  });

  it('are one’s own for a branch', async () => {
    const secretary = await app.as('branch-secretary', '04');
    expect((await secretary.get('/api/v1/branches/03')).status).toBe(404);
    expect((await secretary.get('/api/v1/branches')).at('items', 1)).toBeUndefined();
    expect((await (await app.as('admin')).get('/api/v1/branches')).status).toBe(403);
  });
});
