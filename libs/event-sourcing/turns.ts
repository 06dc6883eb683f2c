/** Lets work on one thing wait for the work before it, in the order in which it came; other things do not wait. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<T>(thing: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(thing);
    const turn = before === undefined ? work() : before.then(work, work);
    this.last.set(thing, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(thing) === turn) this.last.delete(thing);
    }
  }
}
