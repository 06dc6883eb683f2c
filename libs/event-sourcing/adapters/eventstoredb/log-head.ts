import type { Position } from '../../event.js';
import { repeated } from './back-off.js';
import type { OwnStreams } from './own-streams.js';
import { BEGINNING, halvesOf } from './position.js';
import type { ReadCalls } from './read-calls.js';
import { allRequest } from './read-request.js';
import type { AllRead } from './read-request.js';
import type { ReadResponse } from './protocol.js';
import { ownRecord, placeOf, recordedIn } from './stored-record.js';

const ATTEMPTS = 3;

/** What was found when somebody last asked. */
interface Known {
  /** Our last event. */
  readonly head: Position;
  /** The server's last event at that moment: what comes before needs no second look. */
  readonly lookedAt: Position;
}

/**
 * Where our last event is. The server's own events stand between ours and behind them, on a quiet log millions: they
 * are looked through once.
 */
export class LogHead {
  private known: Known | undefined;

  constructor(
    private readonly calls: ReadCalls,
    private readonly streams: OwnStreams,
    private readonly silenceMs: number,
  ) {}

  head(): Promise<Position> {
    return repeated(ATTEMPTS, () => this.look());
  }

  private async look(): Promise<Position> {
    const { known } = this;
    const [last] = await this.read({ direction: 'backwards', from: 'end', limit: 1 });
    if (last === undefined) return BEGINNING;
    if (known?.lookedAt === last.position) return known.head;
    const head = last.own ? last.position : await this.headBefore(known);
    this.known = { head, lookedAt: last.position };
    return head;
  }

  /** Our last event, behind which stand others: nothing new of ours, or the last of what is new. */
  private async headBefore(known: Known | undefined): Promise<Position> {
    const { filter } = this.streams;
    if (known !== undefined) {
      const from = halvesOf(known.lookedAt);
      const next = await this.read({ direction: 'forwards', from, limit: 2, filter });
      if (next.every(({ position }) => position === known.lookedAt)) return known.head;
    }
    const [last] = await this.read({ direction: 'backwards', from: 'end', limit: 1, filter });
    return last?.position ?? BEGINNING;
  }

  private read(read: AllRead): Promise<{ position: Position; own: boolean }[]> {
    const take = (response: ReadResponse): { position: Position; own: boolean } | undefined => {
      const event = recordedIn(response);
      return event && { position: placeOf(event), own: ownRecord(response, this.streams) !== undefined };
    };
    return this.calls.all(allRequest(read), { take, silenceMs: this.silenceMs });
  }
}
