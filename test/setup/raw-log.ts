import pg from 'pg';
import type { BranchEvents } from '#branches/events.js';
import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import type { PolicyEvents } from '#policy/events.js';
import type { ProblemEvents } from '#problems/events.js';
import type { ReportEvents, ReviewEvents } from '#reviews/events.js';

type Catalogue = BranchEvents &
  ReviewEvents &
  ReportEvents &
  ProblemEvents &
  GoalEvents &
  RequirementEvents &
  PolicyEvents;

interface Line<Type extends keyof Catalogue> {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: Type;
  readonly data: Catalogue[Type];
  readonly metadata: {
    readonly occurredOn: string;
    readonly recordedAt: string;
    readonly tags: Readonly<Record<string, string | number>>;
    readonly commandId: string;
    readonly $correlationId: string;
  };
}

/** One line of the log as it lies in the database, without any code of the product in between. */
export type RawEvent = { [Type in keyof Catalogue]: Line<Type> }[keyof Catalogue];

interface Row {
  readonly position: string;
  readonly canonical: string;
  readonly texts: string;
}

/** The whole log in its order. Free texts are filled in from where they lie beside the hashed part. */
export const readRawLog = async (url: string): Promise<readonly RawEvent[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>('SELECT position, canonical, texts FROM log.events ORDER BY position');
    return rows.map(parsed);
  } finally {
    await client.end();
  }
};

const parsed = ({ position, canonical, texts }: Row): RawEvent => {
  const byDigest: Readonly<Record<string, readonly [string, string]>> = JSON.parse(texts);
  const envelope: Omit<RawEvent, 'position'> = JSON.parse(canonical, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && 'textDigest' in value
      ? { text: byDigest[String(value.textDigest)]?.[1] }
      : value,
  );
  // One line is one member of the union.
  return { ...envelope, position: Number(position) } as RawEvent;
};
