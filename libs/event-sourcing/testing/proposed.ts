import { randomUUID } from 'node:crypto';
import type { EventMetadata } from '../event.js';
import type { ProposedEvent } from '../prepare.js';

/** Metadata with every field that an event must have. */
export const metadata = (given: Partial<EventMetadata> = {}): ProposedEvent['metadata'] => ({
  recordedAt: '2024-01-15T03:04:05.678Z',
  occurredOn: '2024-01-15',
  actor: '7d1f3a52-30dd-4c0c-9d2f-1f0f6c0a7c11',
  role: 'clerk',
  recordedBy: '7d1f3a52-30dd-4c0c-9d2f-1f0f6c0a7c11',
  tags: {},
  commandId: randomUUID(),
  requestHash: '0'.repeat(64),
  $correlationId: 'a',
  $causationId: 'b',
  ...given,
});

/** An event with a random id; whatever a test cares about is given. */
export const proposed = (given: Partial<ProposedEvent> = {}): ProposedEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  schemaVersion: 1,
  data: {},
  metadata: metadata(),
  ...given,
});
