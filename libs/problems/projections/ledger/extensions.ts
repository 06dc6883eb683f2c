import type { LocalDate } from '#time/local-date.js';

export interface ExtensionView {
  readonly extension: number;
  readonly askedOn: LocalDate;
  /** The date asked for; once granted, the date given. */
  readonly dueOn: LocalDate;
  readonly reason: string;
  /** Null while it waits. */
  readonly outcome: 'granted' | 'refused' | null;
  readonly decidedOn: LocalDate | null;
  readonly formerDueOn: LocalDate | null;
  readonly refusedFor: string | null;
}

export const decided = (
  extensions: readonly ExtensionView[],
  extension: number,
  decision: Partial<ExtensionView>,
): ExtensionView[] => extensions.map((each) => (each.extension === extension ? { ...each, ...decision } : each));
