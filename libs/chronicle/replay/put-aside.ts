import { Spool, type Place } from '#platform/spool/spool.js';
import { EVERY_UNIT_OF_ITEM } from '../domain/entries/entry-rule.js';
import type { Fact } from '../domain/fact.js';
import type { EventRef } from '../domain/sheet/figure.js';
import { factsOfBranch } from '../projections/timeline/facts.js';

interface Facts {
  /** One fact a line, not written out yet. */
  lines: string;
  readonly places: Place[];
}

/**
 * Facts by branch, in the order in which they come. They lie on disk but for the newest, so that memory holds no more
 * than one branch's at a time, however long the log is.
 */
export class PutAside {
  private readonly spool = new Spool();
  private readonly branches = new Map<string, Facts>();
  private waiting = 0;
  private readonly replaced = new Map<string, readonly Fact[]>();

  /** @param mostWaiting characters that may wait in memory before all of them are written out. */
  constructor(private readonly mostWaiting = 1 << 22) {}

  add(fact: Fact): void {
    const facts = this.branches.get(fact.branch) ?? { lines: '', places: [] };
    this.branches.set(fact.branch, facts);
    const line = `${JSON.stringify(fact)}\n`;
    facts.lines += line;
    this.waiting += line.length;
    if (this.waiting >= this.mostWaiting) this.writeOut();
  }

  /** From now on an event gives these facts; none: it counts for nothing any more. */
  replace(event: EventRef, facts: readonly Fact[]): void {
    this.replaced.set(nameOf(event), facts);
  }

  /** The facts of one branch, and those for all units of an item that was issued to it. */
  of(branch: string): readonly Fact[] {
    return factsOfBranch([...this.read(branch), ...this.read(EVERY_UNIT_OF_ITEM)], branch);
  }

  close(): void {
    this.spool.close();
    this.branches.clear();
  }

  private read(branch: string): readonly Fact[] {
    const { lines = '', places = [] } = this.branches.get(branch) ?? {};
    const facts = [...places.map((place) => this.spool.read(place)), lines].flatMap(parsed);
    if (this.replaced.size === 0) return facts;
    return facts.flatMap((fact) => this.replaced.get(nameOf(fact))?.filter((now) => now.branch === branch) ?? [fact]);
  }

  private writeOut(): void {
    for (const facts of this.branches.values()) {
      if (facts.lines === '') continue;
      facts.places.push(this.spool.put(facts.lines));
      facts.lines = '';
    }
    this.waiting = 0;
  }
}

const nameOf = ({ stream, revision }: EventRef): string => `${stream}@${String(revision)}`;

/** Lines that `add` wrote. */
const parsed = (lines: string): readonly Fact[] =>
  lines === '' ? [] : (JSON.parse(`[${lines.slice(0, -1).replaceAll('\n', ',')}]`) as readonly Fact[]);
