/** Numbers that look random and come again with the same seed. */
export class Randomness {
  constructor(private state: number) {}

  /** A whole number from `low` up to, not including, `high`. */
  between(low: number, high: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return low + Math.floor((this.state / 2 ** 32) * (high - low));
  }
}
