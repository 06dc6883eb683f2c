import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { CommandAnswer } from './command-answer.js';
import { fieldMessages } from './field-messages.js';
import { httpMessages, titles } from './http-messages.js';
import { InputPipe } from './input-pipe.js';
import { Messages } from './messages.js';
import type { Catalogue } from './messages.js';
import { ProblemFilter } from './problem-filter.js';
import { RouteAudit } from './route-audit.js';
import { RouteTable } from './route-table.js';

/** Validation, errors and the rule that every route says who may call it. */
@Module({})
export class HttpModule {
  /** `catalogues`: the messages of the contexts; a code must not be in two. */
  static of(catalogues: readonly Catalogue[]): DynamicModule {
    const messages = new Messages([titles, httpMessages, fieldMessages, ...catalogues]);
    return {
      module: HttpModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: Messages, useValue: messages },
        { provide: APP_PIPE, useClass: InputPipe },
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        RouteTable,
        RouteAudit,
        CommandAnswer,
      ],
      exports: [Messages, RouteTable, RouteAudit],
    };
  }
}
