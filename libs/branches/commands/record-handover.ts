import { handles } from '#event-sourcing/command-handler.js';
import { Code, FromPath, Id, OneOf, Parts } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { handOver } from '../domain/handover.js';
import type { Post } from '../events.js';
import { branchStream, POSTS } from '../events.js';
import { branch } from '../published/branch.js';
import { MAX_ITEMS, OpenItem } from './ending-parts.js';
import { readStandings } from './read-standings.js';

/** On the day of the handover, with the open list as it was acknowledged; none is a list too. */
export class RecordHandover extends RecordedCommand {
  @FromPath()
  @Code()
  readonly code: string;

  @OneOf(POSTS, { example: 'secretary' })
  readonly post: Post;

  /** Who held the post before; nobody where it was vacant. */
  @Id({ optional: true })
  readonly from?: string;

  @Id()
  readonly to: string;

  @Parts(() => OpenItem, { max: MAX_ITEMS })
  readonly items: readonly OpenItem[];
}

export const recordHandover = handles({
  command: RecordHandover,
  aggregate: branch,
  stream: ({ code }) => branchStream(code),
  reads: readStandings,
  decide: handOver,
});
