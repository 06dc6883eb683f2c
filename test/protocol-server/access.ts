import type { Metadata } from '@grpc/grpc-js';
import { accessDenied, unauthenticated } from './failures.js';
import type { Failure } from './failures.js';

export interface User {
  readonly password: string;
  readonly mayReadAll: boolean;
}

/** By name. Without users everybody may do everything. */
export type Users = Readonly<Record<string, User>>;

/** Why the caller may not; undefined: nothing stands against it. */
export function refusal(users: Users | undefined, metadata: Metadata, readsAll: boolean): Failure | undefined {
  if (users === undefined) return undefined;
  const [authorization] = metadata.get('authorization');
  if (authorization === undefined) return accessDenied();
  const [, encoded = ''] = String(authorization).split(' ');
  const [name = '', password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const user = users[name];
  if (user === undefined || user.password !== password) return unauthenticated();
  return readsAll && !user.mayReadAll ? accessDenied() : undefined;
}
