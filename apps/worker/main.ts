import { serveWork } from '#platform/heavy-work/serve-work.js';
import { doWork } from '../composition/worker.js';

serveWork(doWork);
