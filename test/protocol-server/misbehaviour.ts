import type { Endpoint } from './failures.js';

/** What becomes of an append instead of its answer. `written`: it is in the log all the same. */
export type AppendFault =
  | { readonly kind: 'never-answer'; readonly written: boolean }
  | { readonly kind: 'answer-late'; readonly afterMs: number }
  | { readonly kind: 'reset-connection'; readonly written: boolean }
  /** Without a leader the server names itself. */
  | { readonly kind: 'not-leader'; readonly leader?: Endpoint }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'time-out'; readonly written: boolean };

export interface FaultScope {
  /** For so many appends; until it is revoked when absent. */
  readonly calls?: number;
  /** Appends to streams of which this is true; all when absent. */
  readonly stream?: (name: string) => boolean;
}

/** Appends that are to go wrong; of several orders the oldest that fits is carried out. */
export class Misbehaviour {
  private readonly orders = new Set<{ readonly fault: AppendFault; readonly scope: FaultScope; left: number }>();

  /** The answer revokes it. */
  order(fault: AppendFault, scope: FaultScope = {}): () => void {
    const order = { fault, scope, left: scope.calls ?? Infinity };
    this.orders.add(order);
    return () => void this.orders.delete(order);
  }

  take(stream: string): AppendFault | undefined {
    for (const order of this.orders) {
      if (order.scope.stream?.(stream) === false) continue;
      order.left -= 1;
      if (order.left <= 0) this.orders.delete(order);
      return order.fault;
    }
    return undefined;
  }
}
