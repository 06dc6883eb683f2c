import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessOf } from './access-metadata.js';
import type { Access } from './access.js';

/** Set by Nest's @Get(), @Post() and the like. */
const PATH = 'path';

export interface DeclaredRoute {
  readonly controller: string;
  readonly method: string;
  readonly access: Access | undefined;
}

/** Deny by default: a route that does not say who may call it stops the start. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const undeclared = this.routes().filter(({ access }) => access === undefined);
    if (undeclared.length === 0) return;
    const names = undeclared.map(({ controller, method }) => `${controller}.${method}`);
    throw new Error(`routes without @Performs, @Roles, @SignedInOnly or @Public: ${names.join(', ')}`);
  }

  /** Every route of every controller. */
  routes(): readonly DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype: object = metatype.prototype;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler: unknown = Reflect.get(prototype, method);
        if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH, handler)) return [];
        return [{ controller: metatype.name, method, access: accessOf(handler, metatype) }];
      });
    });
  }
}
