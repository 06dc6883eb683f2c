import { EventSchemas } from '#event-sourcing/schemas.js';

/** Versions of all event types. Every type is still at version 1, which needs no entry. */
export const SCHEMAS = new EventSchemas({});
