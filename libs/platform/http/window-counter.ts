interface Window {
  count: number;
  readonly endsAt: number;
}

/** More keys than any hall has people; what is older goes first. */
const MAX_KEYS = 50_000;

/** Counts what happens per key within fixed windows of time. Memory is bounded. */
export class WindowCounter {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one more and tells how many there are in this window. */
  add(key: string): number {
    const window = this.current(key) ?? this.open(key);
    window.count += 1;
    return window.count;
  }

  count(key: string): number {
    return this.current(key)?.count ?? 0;
  }

  forget(key: string): void {
    this.windows.delete(key);
  }

  /** Seconds until the window of a key ends, at least 1. */
  secondsLeft(key: string): number {
    return Math.max(1, Math.ceil(((this.current(key)?.endsAt ?? this.now()) - this.now()) / 1_000));
  }

  private current(key: string): Window | undefined {
    const window = this.windows.get(key);
    return window !== undefined && window.endsAt > this.now() ? window : undefined;
  }

  private open(key: string): Window {
    this.windows.delete(key);
    const oldest = this.windows.keys().next();
    if (this.windows.size >= MAX_KEYS && oldest.done !== true) this.windows.delete(oldest.value);
    const window = { count: 0, endsAt: this.now() + this.windowMs };
    this.windows.set(key, window);
    return window;
  }
}
