import { isRemoval, RemovedTexts, textsRemovedBy } from '#event-sourcing/amendments/removed-texts.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { EventStore } from '#event-sourcing/event-store.js';

/** A text that was removed, and where it lay. */
export interface RemovedPlace {
  readonly stream: string;
  readonly revision: number;
  readonly digest: string;
}

/** What the log says of removals. */
export class Removals {
  readonly places: RemovedPlace[] = [];
  readonly removed = new RemovedTexts();
  /** Of the last event that removes something. */
  last: Position | undefined;

  readonly take = (event: StoredEvent): void => {
    if (!isRemoval(event)) return;
    this.removed.note(event);
    for (const text of textsRemovedBy(event)) this.places.push({ stream: event.stream, ...text });
    this.last = event.position;
  };

  /** The words of those that still lie in the log, one for each place. */
  async waiting(store: Pick<EventStore, 'readStream'>): Promise<readonly (RemovedPlace & { readonly text: string })[]> {
    const found: (RemovedPlace & { readonly text: string })[] = [];
    for (const place of this.places) {
      const slice = await store.readStream(place.stream, { from: place.revision, limit: 1 });
      const text = slice.status === 'found' ? slice.events[0]?.texts[place.digest]?.[1] : undefined;
      if (text !== undefined) found.push({ ...place, text });
    }
    return found;
  }
}
