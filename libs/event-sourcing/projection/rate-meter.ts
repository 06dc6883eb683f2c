/** Events per second over the last seconds. */
export class RateMeter {
  private readonly marks: { at: number; count: number }[] = [];

  constructor(
    private readonly windowMs = 5_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  add(count: number): void {
    this.marks.push({ at: this.now(), count });
    this.forget();
  }

  get perSecond(): number {
    this.forget();
    const [first] = this.marks;
    if (first === undefined) return 0;
    const seconds = Math.max(1_000, this.now() - first.at) / 1_000;
    return Math.round(this.marks.reduce((sum, { count }) => sum + count, 0) / seconds);
  }

  private forget(): void {
    const since = this.now() - this.windowMs;
    while ((this.marks[0]?.at ?? since) < since) this.marks.shift();
  }
}
