import type { Role } from '#access/roles.js';

/** Roles that may enter from paper what others decided. */
export const RECORDING_ROLES: readonly Role[] = ['office-clerk', 'office-head'];
