import { Accounts1700000000100 } from '#platform/auth/schema-migration.js';

/** Every change of schema `app`, in order. */
export const MIGRATIONS = [Accounts1700000000100];
