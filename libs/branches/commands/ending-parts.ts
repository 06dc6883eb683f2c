import type { Load } from '#event-sourcing/command.js';
import { Code, ItemKey } from '#platform/http/fields.js';
import type { EndingRead } from '../domain/ending.js';
import { branchStream } from '../events.js';
import { branch } from '../published/branch.js';
import { readStandings } from './read-standings.js';

/** One open item, by id or number. */
export class OpenItem {
  @ItemKey()
  readonly item: string;
}

/** An open item, and the successor that is to answer for it. */
export class ItemForSuccessor extends OpenItem {
  @Code({ example: '05' })
  readonly successor: string;
}

/** More than a branch ever has open. */
export const MAX_ITEMS = 500;

/** What an ending rests on: that the successors exist, and that the items named are open and its own. */
export const readEnding = async (
  naming: Parameters<typeof readStandings>[0],
  codes: readonly string[],
  load: Load,
): Promise<EndingRead> => {
  const successors = new Map<
    string,
    EndingRead['successors'] extends ReadonlyMap<string, infer State> ? State : never
  >();
  for (const code of codes) successors.set(code, (await load(branch, branchStream(code))).state);
  return { successors, standings: await readStandings(naming, load) };
};
