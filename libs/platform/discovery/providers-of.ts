import type { DiscoveryService } from '@nestjs/core';

/** Every provider of a class that any module provides, once. */
export const providersOf = <T extends object>(
  discovery: DiscoveryService,
  type: abstract new (...args: never[]) => T,
): readonly T[] => {
  const instances = discovery.getProviders().map(({ instance }): unknown => instance);
  return [...new Set(instances.filter((instance): instance is T => instance instanceof type))];
};
