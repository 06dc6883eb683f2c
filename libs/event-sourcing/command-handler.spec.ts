import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { CommandExecutor } from './command-executor.js';
import { handles } from './command-handler.js';
import { EventSchemas } from './schemas.js';
import { compileErrors } from './testing/compile-errors.js';
import { installLog } from './testing/installed-log.js';
import type { InstalledLog } from './testing/installed-log.js';
import { countThing, thingCommand } from './testing/thing.js';

describe('a handler', () => {
  let database: TestDatabase;
  let log: InstalledLog;
  let app: TestingModule;

  beforeAll(async () => {
    database = await createTestDatabase();
    log = await installLog(database.url);
    const executor = new CommandExecutor(await log.connect(), new EventSchemas());
    app = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: CommandExecutor, useValue: executor }, handles(countThing)],
    }).compile();
    await app.init();
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await log.close();
    await database.drop();
  });

  it('takes its command from the bus', async () => {
    const result: unknown = await app.get(CommandBus).execute(thingCommand('thing-1'));
    expect(result).toMatchObject({ stream: 'thing-1', length: 1 });
  });

  it('is called after its command', () => {
    expect(handles(countThing).name).toBe('CountThingHandler');
  });
});

const FITTING = `
  import { Command } from './command.js';
  import { handles } from './command-handler.js';
  import type { Aggregate } from './decider.js';
  import type { EventsOf } from './event.js';
  type E = EventsOf<{ Opened: { name: string }; Closed: { on: string } }>;
  interface State { readonly open: boolean }
  const door: Aggregate<State, E> = { category: 'door', initial: { open: false }, evolve: (s) => s, tags: () => ({}) };
  class Open extends Command { name: string }
  const open = (command: { name: string }, _: State): E[] => [{ type: 'Opened', data: { name: command.name } }];
  const openIfFree = (command: { name: string }, _: State, __: unknown, free: boolean): E[] => free ? open(command, _) : [];
  const base = { command: Open, aggregate: door, stream: (c: Open) => 'door-' + c.name };
`;

describe('what does not fit together', () => {
  const errors = compileErrors(import.meta.url, {
    fitting: `${FITTING} handles({ ...base, decide: open });
      handles({ ...base, reads: async () => true, decide: openIfFree });`,
    'a decision about another command': `${FITTING}
      handles({ ...base, decide: (command: { on: string }, _: State): E[] => [] });`,
    'a decision on another state': `${FITTING}
      handles({ ...base, decide: (_: { name: string }, state: { locked: boolean }): E[] => [] });`,
    'an event that the aggregate does not have': `${FITTING}
      handles({ ...base, decide: () => [{ type: 'Painted', data: { name: 'red' } }] });`,
    'an event with the data of another': `${FITTING}
      handles({ ...base, decide: () => [{ type: 'Opened', data: { on: '2024-01-01' } }] });`,
    'a decision on what is not read': `${FITTING} handles({ ...base, decide: openIfFree });`,
    'a decision on something else than what is read': `${FITTING}
      handles({ ...base, reads: async () => 'free', decide: openIfFree });`,
    'a stream of another command': `${FITTING}
      handles({ ...base, stream: (c: { id: string }) => c.id, decide: open });`,
    'no command': `${FITTING} class Plain { name: string }
      handles({ ...base, command: Plain, decide: open });`,
  });

  it('is told apart from what does', () => {
    expect(errors.get('fitting')).toEqual([]);
  });

  it.each([...errors.keys()].filter((name) => name !== 'fitting'))('does not compile: %s', (name) => {
    expect(errors.get(name)).not.toEqual([]);
  });
});
