import { Drafts1700000000200 } from '#drafts/schema-migration.js';
import { Imports1700000000400 } from '#imports/jobs/schema-migration.js';
import { ExportLog1700000000300 } from '#platform/exports/export-log-migration.js';
import { ExportLevel1700000000600 } from '#platform/exports/export-level-migration.js';
import { Accounts1700000000100 } from '#platform/auth/schema-migration.js';

/** Every change of schema `app`, in order. */
export const MIGRATIONS = [
  Accounts1700000000100,
  Drafts1700000000200,
  ExportLog1700000000300,
  Imports1700000000400,
  ExportLevel1700000000600,
];
