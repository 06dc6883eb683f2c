import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ListExports } from './list-exports.js';
import { ListSources } from './list-sources.js';
import { ListsController } from './lists.controller.js';

/** The lists that an office works by, to be read and taken along. */
@Module({ imports: [DiscoveryModule], controllers: [ListsController], providers: [ListSources, ListExports] })
export class ListsModule {}
