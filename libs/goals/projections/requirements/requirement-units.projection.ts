import { entityOf } from '#event-sourcing/projection/entity.js';
import { defineProjection } from '#event-sourcing/projection/projection.js';
import type { EvidenceView } from '#problems/published/evidence.js';
import { evidenceView } from '#problems/published/evidence.js';
import type { LocalDate } from '#time/local-date.js';
import { meetingStreams } from '#reviews/published/meeting-streams.js';
import { requirementStream } from '../../events.js';
import { requirementStatusAfter } from '../../published/states.js';
import type { RequirementStatus } from '../../published/states.js';
import type { RequirementFact } from './requirements.projection.js';

/**
 * What one unit did with a requirement that binds it. The conclusion is for all units at once and names none, so it
 * stands in the requirement's own row, and readers join the two.
 */
export interface RequirementUnitRow {
  /** `<requirement>/<unit>`. */
  readonly id: string;
  readonly requirement: string;
  readonly unit: string;
  /** Null as long as the issue has not been seen. */
  readonly issuedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly ownStatus: RequirementStatus | null;
  readonly ownSince: LocalDate | null;
  readonly acknowledgedOn: LocalDate | null;
  readonly implementedOn: LocalDate | null;
  readonly words: string | null;
  readonly evidence: readonly EvidenceView[];
  /** Opaque: whoever reported for a unit does not conclude. Never filtered by, never shown. */
  readonly separation: { readonly implementedBy?: string };
  readonly status: RequirementStatus | null;
  readonly since: LocalDate | null;
}

export const requirementUnitId = (requirement: string, unit: string): string => `${requirement}/${unit}`;

export const requirementUnits = defineProjection<RequirementUnitRow, RequirementFact>({
  name: 'requirement_units',
  version: 1,
  key: 'id',
  columns: {
    id: { type: 'text' },
    requirement: { type: 'text' },
    unit: { type: 'text' },
    issuedOn: { type: 'date', nullable: true },
    dueOn: { type: 'date', nullable: true },
    ownStatus: { type: 'text', nullable: true },
    ownSince: { type: 'date', nullable: true },
    acknowledgedOn: { type: 'date', nullable: true },
    implementedOn: { type: 'date', nullable: true },
    words: { type: 'text', nullable: true },
    evidence: { type: 'json' },
    separation: { type: 'json' },
    status: { type: 'text', nullable: true },
    since: { type: 'date', nullable: true },
  },
  indexes: [
    { columns: ['requirement', 'unit'] },
    { columns: ['unit', 'requirement'] },
    { columns: ['status', 'since', 'id'] },
    { columns: ['status', 'dueOn', 'id'] },
  ],
  sources: (id) => {
    const requirement = id.slice(0, id.lastIndexOf('/'));
    return [requirementStream(requirement), ...meetingStreams(requirement)];
  },
  handlers: {
    RequirementIssued: {
      keys: ({ data }) => data.units.map((unit) => requirementUnitId(data.requirement, unit)),
      fold: (row, { data, metadata }, id) =>
        changed(row, id, { issuedOn: metadata.occurredOn, dueOn: data.dueOn ?? null }),
    },
    RequirementAcknowledged: {
      keys: ({ data }) => [requirementUnitId(data.requirement, data.unit)],
      fold: (row, { type, metadata: { occurredOn } }, id) =>
        changed(row, id, { ...stepped(row, type, occurredOn), acknowledgedOn: occurredOn }),
    },
    RequirementImplemented: {
      keys: ({ data }) => [requirementUnitId(data.requirement, data.unit)],
      fold: (row, { type, data, metadata: { occurredOn, actor } }, id) =>
        changed(row, id, {
          ...stepped(row, type, occurredOn),
          implementedOn: occurredOn,
          words: data.words.text,
          evidence: data.evidence.map(evidenceView),
          separation: { implementedBy: actor },
        }),
    },
  },
});

export const requirementUnitEntity = entityOf(requirementUnits);

const stepped = (
  row: RequirementUnitRow | undefined,
  type: 'RequirementAcknowledged' | 'RequirementImplemented',
  on: LocalDate,
): Partial<RequirementUnitRow> => ({
  ownStatus: requirementStatusAfter(row?.ownStatus ?? undefined, type),
  ownSince: on,
});

function changed(
  row: RequirementUnitRow | undefined,
  id: string,
  change: Partial<RequirementUnitRow>,
): RequirementUnitRow {
  const next = { ...(row ?? emptyRequirementUnit(id)), ...change };
  return {
    ...next,
    status: next.ownStatus ?? (next.issuedOn === null ? null : 'issued'),
    since: next.ownSince ?? next.issuedOn,
  };
}

export function emptyRequirementUnit(id: string): RequirementUnitRow {
  const slash = id.lastIndexOf('/');
  return {
    id,
    requirement: id.slice(0, slash),
    unit: id.slice(slash + 1),
    issuedOn: null,
    dueOn: null,
    ownStatus: null,
    ownSince: null,
    acknowledgedOn: null,
    implementedOn: null,
    words: null,
    evidence: [],
    separation: {},
    status: null,
    since: null,
  };
}
