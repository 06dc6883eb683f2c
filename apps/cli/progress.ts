import { RateMeter } from '#event-sourcing/projection/rate-meter.js';
import { OperatorError } from './operator-errors.js';
import type { Terminal } from './terminal.js';

/** Milliseconds between two lines of progress, on a screen and elsewhere. */
const PACE = { live: 100, lines: 2_000 };

/** The operator ended the work. */
export class Interrupted extends OperatorError {
  constructor() {
    super('已中断。', 'Interrupted.');
  }
}

/** Tells of a piece of long work: events so far, and of how many where that is known. */
export type Tick = (events: number, total?: number) => void;

const whole = new Intl.NumberFormat('en');

/** 12,000 / 48,000, rate and time left, as far as they are known. */
const measure = (events: number, total: number | undefined, rate: number): string => {
  const of = total === undefined || total <= events ? '' : ` / ${whole.format(total)}`;
  const left =
    of === '' || rate === 0 ? '' : `  剩余 left ${whole.format(Math.ceil(((total ?? 0) - events) / rate))} s`;
  return `${whole.format(events)}${of} 事件 events  ${whole.format(rate)}/s${left}`;
};

/** Shows long work on standard error: one line that changes on a screen, else a line every few seconds. */
export class Progress {
  private readonly interruptions: AbortSignal;
  private last: number;
  private shown = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.interruptions = terminal.interruptions();
    this.last = now();
  }

  /**
   * A new piece of work. `expected` is how many events there are, as far as it is known before.
   *
   * @returns what is to be told of every batch; it throws `Interrupted` when the operator interrupts.
   */
  task(label: string, expected?: number): Tick {
    const rate = new RateMeter(5_000, this.now);
    let before = 0;
    return (events, total = expected) => {
      if (this.interruptions.aborted) throw new Interrupted();
      rate.add(events - before);
      before = events;
      this.show(`${label}  ${measure(events, total, rate.perSecond)}`);
    };
  }

  /** Takes the changing line away, so that a result can follow. */
  end(): void {
    if (this.shown && this.terminal.live) this.terminal.err('\r\u001b[K');
    this.shown = false;
  }

  private show(line: string): void {
    const { live } = this.terminal;
    if (this.now() - this.last < (live ? PACE.live : PACE.lines)) return;
    this.last = this.now();
    this.shown = true;
    this.terminal.err(live ? `\r\u001b[K${line}` : `${line}\n`);
  }
}
