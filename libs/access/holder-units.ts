import { ROLE_NAMES, type Grant } from './roles.js';

/** For whom something is printed or taken out: the units for which roles are held, else the roles. */
export const unitsOfHolder = (
  { grants }: { readonly grants: readonly Pick<Grant, 'role' | 'unit'>[] },
  language: 'zh' | 'en',
): string => {
  const units = grants.flatMap(({ unit, role }) => unit ?? ROLE_NAMES[role][language]);
  return [...new Set(units)].sort().join('; ');
};
