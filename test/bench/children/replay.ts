/** Replays a year for all branches and tells its parent the most memory that it took, in MB. */
import { openPostgresEventStore } from '#event-sourcing/adapters/postgres/open.js';
import { replay } from '#chronicle/replay/replay.js';
import { SCHEMAS } from '../../../apps/composition/schemas.js';

const [url = '', year = ''] = process.argv.slice(2);
const store = await openPostgresEventStore({ url });
const told = await replay({ store, schemas: SCHEMAS, timeZone: 'Asia/Shanghai' }, { year: Number(year) });
let characters = 0;
try {
  for await (const branch of told.told()) characters += JSON.stringify(branch.told).length;
} finally {
  told.close();
}
await store.close();
if (characters === 0) throw new Error('nothing was told');
process.send?.(process.resourceUsage().maxRSS / 1_024);
