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

export interface FaultOrder {
  /** How often it was carried out. */
  readonly taken: number;
  revoke(): void;
}

/** Appends that are to go wrong; of several orders the oldest that fits is carried out. */
export class Misbehaviour {
  private readonly orders = new Set<PendingOrder>();

  order(fault: AppendFault, scope: FaultScope = {}): FaultOrder {
    const order = new PendingOrder(fault, scope, () => this.orders.delete(order));
    this.orders.add(order);
    return order;
  }

  take(stream: string): AppendFault | undefined {
    for (const order of this.orders) if (order.takes(stream)) return order.fault;
    return undefined;
  }
}

class PendingOrder implements FaultOrder {
  taken = 0;

  constructor(
    readonly fault: AppendFault,
    private readonly scope: FaultScope,
    readonly revoke: () => void,
  ) {}

  takes(stream: string): boolean {
    const { stream: fits, calls = Infinity } = this.scope;
    if (fits?.(stream) === false) return false;
    this.taken += 1;
    if (this.taken >= calls) this.revoke();
    return true;
  }
}
