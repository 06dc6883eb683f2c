/** Rebuilds all read models and tells its parent the most memory that it took, in MB. */
import { openReadModels } from '../read-models.js';

const models = await openReadModels(process.argv[2] ?? '');
await models.engine.rebuild('all');
await models.close();
process.send?.(process.resourceUsage().maxRSS / 1_024);
