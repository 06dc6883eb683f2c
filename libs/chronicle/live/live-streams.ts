import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Position } from '#event-sourcing/event.js';
import { BusinessDay } from '#platform/auth/business-day.js';
import type { Principal } from '#platform/auth/principal.js';
import { mayHear, type Changes } from './change.js';
import type { LiveClient } from './live-client.js';
import { LiveFeed } from './live-feed.js';
import { LiveSessions } from './live-sessions.js';

/** Milliseconds between two looks at sessions and at the day. */
const LOOK_MS = 1_000;
/** Looks between two heartbeats. */
const HEARTBEAT_LOOKS = 15;
/** Events that are read again for a client that resumes; one that missed more has to load anew. */
const RESUME_AT_MOST = 5_000;

export interface Stream {
  readonly client: LiveClient;
  readonly viewer: Principal;
  readonly session: string;
  /** Place after which the client wants to go on. */
  readonly after?: Position;
}

interface OpenStream extends Stream {
  /** As first seen; the stream ends when they change, and the client comes back with what it may hear now. */
  rights: string | undefined;
}

/** Everybody who listens: who hears what, until when. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  private readonly open = new Set<OpenStream>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;
  private looks = 0;
  private day: string | undefined;

  constructor(
    private readonly feed: LiveFeed,
    private readonly sessions: LiveSessions,
    private readonly businessDay: BusinessDay,
  ) {}

  /** Resolves when the client has what it missed, and hears the rest as it happens. */
  async add(stream: Stream): Promise<void> {
    const { client } = stream;
    const upTo = await this.feed.position();
    let missed: Changes[] | undefined = [];
    const hear = (changes: Changes): void => {
      if (missed === undefined) this.tell(stream, changes);
      else missed.push(changes);
    };
    const opened: OpenStream = { ...stream, rights: undefined };
    const stop = this.feed.listen(hear, () => client.end());
    this.open.add(opened);
    client.onEnd(() => {
      stop();
      this.open.delete(opened);
      if (this.open.size === 0) this.rest();
    });
    this.watch();
    await this.resume(stream, upTo);
    for (const changes of missed) this.tell(stream, changes);
    missed = undefined;
  }

  onModuleDestroy(): void {
    this.rest();
    for (const { client } of this.open) client.end();
  }

  private async resume(stream: Stream, upTo: Position): Promise<void> {
    const { client, after } = stream;
    let events = 0;
    if (after !== undefined) {
      for await (const changes of this.feed.between(after, upTo)) {
        events += 1;
        if (events > RESUME_AT_MOST) {
          client.send({ id: upTo, event: 'reset', data: {} });
          break;
        }
        this.tell(stream, changes);
        await client.flushed();
      }
    }
    client.send({ id: upTo, event: 'ready', data: { day: this.businessDay.today() } });
  }

  private tell({ client, viewer }: Stream, { position, changes }: Changes): void {
    const heard = changes.filter((told) => mayHear(viewer, told)).map(({ change }) => change);
    if (heard.length > 0) client.send({ id: position, event: 'change', data: { changes: heard } });
  }

  private watch(): void {
    this.day ??= this.businessDay.today();
    this.timer ??= setInterval(() => void this.look(), LOOK_MS);
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.day = undefined;
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      this.announceDay();
      await this.endStale();
      this.looks += 1;
      if (this.looks % HEARTBEAT_LOOKS === 0) await this.beat();
    } catch {
      // Without the database nobody can tell whose session holds: nobody hears anything more until they come back.
      for (const { client } of this.open) client.end();
    } finally {
      this.looking = false;
    }
  }

  private announceDay(): void {
    const today = this.businessDay.today();
    if (today === this.day) return;
    this.day = today;
    for (const { client } of this.open) client.send({ event: 'day', data: { day: today } });
  }

  private async endStale(): Promise<void> {
    const open = [...this.open];
    const rights = await this.sessions.rights(open.map(({ session }) => session));
    for (const stream of open) {
      const now = rights.get(stream.session);
      stream.rights ??= now;
      if (now === undefined || now !== stream.rights) stream.client.end();
    }
  }

  private async beat(): Promise<void> {
    const id = await this.feed.position();
    for (const { client } of this.open) client.send({ id, event: 'heartbeat', data: {} });
  }
}
