import { ACCESS } from './access.js';
import type { Access } from './access.js';

/** What a route declares, by its method or else by its class. */
export const accessOf = (handler: object, controller: object): Access | undefined => read(handler) ?? read(controller);

function read(target: object): Access | undefined {
  const found: Access | undefined = Reflect.getMetadata(ACCESS, target);
  return found;
}
