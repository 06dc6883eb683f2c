import type { EndingEvent, Passed } from '#branches/published/passed.js';
import { endingStreams, heirOf, passes } from '#branches/published/passed.js';
import { levelOf, USUAL_LEVEL, type Level } from '#access/levels.js';
import type { EventsOf, Recorded } from '#event-sourcing/event.js';
import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import type { Handler } from '#event-sourcing/projection/projection.js';
import type { Addressees, ReviewEvents } from '#reviews/events.js';
import { meetingStreams } from '#reviews/published/meeting-streams.js';
import { gramsOf } from '#text/grams.js';
import type { LocalDate } from '#time/local-date.js';
import { requirementStream, type RequirementEvent } from '../../events.js';

export type RequirementFact = RequirementEvent | EventsOf<Pick<ReviewEvents, 'RequirementIssued'>> | EndingEvent;

/** One requirement as a whole; what each unit did with it stands in `requirement_units`. */
export interface RequirementRow {
  readonly id: string;
  /** Events in its own stream, which is its ETag; 0: nothing was done on it yet. */
  readonly length: number;
  /** Null as long as the issue has not been seen. */
  readonly no: string | null;
  readonly year: number | null;
  readonly number: number | null;
  readonly heading: string | null;
  readonly level: Level;
  readonly points: readonly string[];
  readonly addressees: Addressees | null;
  readonly units: readonly string[];
  /** By the code of a branch that ended, the successor to which this requirement passed from it. */
  readonly passed: Passed;
  /** By unit, the branch that answers in its place. */
  readonly heirs: Passed;
  readonly issuedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly concludedOn: LocalDate | null;
  readonly finding: string | null;
  readonly grams: readonly number[];
}

export const emptyRequirement = (id: string): RequirementRow => ({
  id,
  length: 0,
  no: null,
  year: null,
  number: null,
  heading: null,
  level: USUAL_LEVEL,
  points: [],
  addressees: null,
  units: [],
  passed: {},
  heirs: {},
  issuedOn: null,
  dueOn: null,
  concludedOn: null,
  finding: null,
  grams: [],
});

/** 工作要求. `RequirementOpened` repeats the issue, so it is left out; its revision is counted with the act it opens. */
export const requirements = defineProjection<RequirementRow, RequirementFact>({
  name: 'requirements',
  version: 4,
  key: 'id',
  columns: {
    id: { type: 'text' },
    length: { type: 'integer' },
    no: { type: 'text', nullable: true },
    year: { type: 'integer', nullable: true },
    number: { type: 'integer', nullable: true },
    heading: { type: 'text', nullable: true },
    level: { type: 'text' },
    points: { type: 'json' },
    addressees: { type: 'json', nullable: true },
    units: { type: 'text[]' },
    passed: { type: 'json' },
    heirs: { type: 'json' },
    issuedOn: { type: 'date', nullable: true },
    dueOn: { type: 'date', nullable: true },
    concludedOn: { type: 'date', nullable: true },
    finding: { type: 'text', nullable: true },
    grams: { type: 'integer[]' },
  },
  indexes: [
    { columns: ['year', 'number'] },
    { columns: ['no'] },
    { columns: ['units'], method: 'gin' },
    { columns: ['grams'], method: 'gin' },
  ],
  sources: (id, states) => [
    requirementStream(id),
    ...meetingStreams(id),
    ...endingStreams(
      states.flatMap(({ units }) => units),
      states.map(({ passed }) => passed),
    ),
  ],
  handlers: {
    RequirementIssued: {
      keys: ({ data }) => [data.requirement],
      fold: (row, event, id) => {
        const { data, metadata } = event;
        return {
          ...(row ?? emptyRequirement(id)),
          heirs: heirsOf(data.units, row?.passed ?? {}),
          no: data.no,
          year: data.year,
          number: data.number,
          heading: data.heading.text,
          level: levelOf(event),
          points: data.points.map(({ text }) => text),
          addressees: data.addressees,
          units: data.units,
          issuedOn: metadata.occurredOn,
          dueOn: data.dueOn ?? null,
          grams: gramsOf(data.no, data.heading.text, ...data.points.map(({ text }) => text)),
        };
      },
    },
    ...passes<RequirementRow>('requirement', (before, id, more) => {
      const row = before ?? emptyRequirement(id);
      const passed = { ...row.passed, ...more };
      return { ...row, passed, heirs: heirsOf(row.units, passed) };
    }),
    RequirementAcknowledged: own(() => ({})),
    RequirementImplemented: own(() => ({})),
    RequirementConcluded: own(({ data, metadata }) => ({
      concludedOn: metadata.occurredOn,
      finding: data.finding.text,
    })),
  },
});

export const requirementEntity = entityOf(requirements);

function heirsOf(units: readonly string[], passed: Passed): Passed {
  const heirs = units.map((unit) => [unit, heirOf(unit, passed)] as const);
  return Object.fromEntries(heirs.filter(([unit, heir]) => heir !== unit));
}

function own<E extends RequirementEvent>(
  change: (event: Recorded<E>) => Partial<RequirementRow>,
): Handler<RequirementRow, E> {
  return {
    keys: (event) => [event.data.requirement],
    fold: (row, event, id) => ({ ...(row ?? emptyRequirement(id)), length: event.revision + 1, ...change(event) }),
  };
}
