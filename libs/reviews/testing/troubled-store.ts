import type { EventStore, PreparedAppend } from '#event-sourcing/event-store.js';
import { StoreUnavailable } from '#event-sourcing/event-store.js';

export interface Trouble {
  /** Appends until the log is gone. */
  after: number;
  /** Done by somebody else just before the next append. */
  meanwhile?: (() => Promise<unknown>) | undefined;
}

/** The log, to which things can be told to happen. */
export const troubled = (store: EventStore, trouble: Trouble): EventStore =>
  new Proxy(store, {
    get: (target, name) => {
      if (name !== 'append') {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return async (append: PreparedAppend) => {
        if (trouble.after === 0) throw new StoreUnavailable('gone');
        trouble.after -= 1;
        const { meanwhile } = trouble;
        trouble.meanwhile = undefined;
        await meanwhile?.();
        return target.append(append);
      };
    },
  });
