/** Appends events of the usual size to streams of their own, so many callers for so long; prints how many per second. */
import { randomUUID } from 'node:crypto';

const { url, callers, seconds } = JSON.parse(process.argv[2]);

// Not by a literal name: it is installed by the bench only.
const load = (name) => import(name);
const { getPostgreSQLEventStore } = await load('@event-driven-io/emmett-postgresql');
const { STREAM_DOES_NOT_EXIST } = await load('@event-driven-io/emmett');

const store = getPostgreSQLEventStore(url);
await store.schema.migrate();
const words = '一、加强党费收缴管理，按月核对；二、落实“三会一课”，逐项销号。'.repeat(3);
const eventOf = (id) => ({
  type: 'ProblemRaised',
  data: {
    problem: `2024-check-B0001-${id}`,
    no: `2024-督查-B0001-${id}`,
    statement: { text: words, salt: randomUUID() },
  },
  metadata: {
    recordedAt: '2024-05-20T01:02:03.456Z',
    occurredOn: '2024-05-20',
    actor: id,
    role: 'office-clerk',
    recordedBy: id,
    tags: { branch: 'B0001', year: 2024 },
    commandId: id,
    requestHash: '0'.repeat(64),
    $correlationId: id,
    $causationId: id,
    previousHash: '0'.repeat(64),
  },
});

const began = performance.now();
let appended = 0;
const caller = async () => {
  while (performance.now() - began < seconds * 1_000) {
    const id = randomUUID();
    await store.appendToStream(`problem-${id}`, [eventOf(id)], { expectedStreamVersion: STREAM_DOES_NOT_EXIST });
    appended += 1;
  }
};
await Promise.all(Array.from({ length: callers }, caller));
process.stdout.write(JSON.stringify((appended * 1_000) / (performance.now() - began)));
await store.close();
