import { RateMeter } from './rate-meter.js';

/** How far a long piece of work has come. */
export interface FoldProgress {
  /** All that are folded in this pass over the log. */
  readonly models: readonly string[];
  /** Events of the log read so far. */
  readonly ordinal: number;
  /** Events to read in all, as far as it is known at the start; more may come meanwhile. */
  readonly total: number;
  readonly ratePerSecond: number;
  /** Absent before a rate is known. */
  readonly secondsLeft?: number;
}

export type OnFoldProgress = (progress: FoldProgress) => void;

/** Counts events and tells of them. */
export class FoldMeter {
  private ordinal = 0;
  private readonly rate = new RateMeter();

  constructor(
    private readonly models: readonly string[],
    private readonly total: number,
    private readonly onProgress: OnFoldProgress = () => {},
  ) {}

  add(events: number): void {
    this.ordinal += events;
    this.rate.add(events);
    const { models, ordinal } = this;
    const ratePerSecond = this.rate.perSecond;
    const total = Math.max(this.total, ordinal);
    const left = ratePerSecond === 0 ? {} : { secondsLeft: Math.ceil((total - ordinal) / ratePerSecond) };
    this.onProgress({ models, ordinal, total, ratePerSecond, ...left });
  }
}
