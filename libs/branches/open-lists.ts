import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { providersOf } from '#platform/discovery/providers-of.js';
import { OpenListSource, type OpenListItem } from './published/open-list.js';

const KINDS: readonly OpenListItem['kind'][] = ['problem', 'goal', 'requirement'];

/** Asks every source that any module provides. */
@Injectable()
export class OpenLists {
  constructor(private readonly discovery: DiscoveryService) {}

  /** Problems, goals, requirements, each by number. */
  async of(branches: readonly string[]): Promise<readonly OpenListItem[]> {
    const sources = providersOf(this.discovery, OpenListSource);
    const lists = await Promise.all(sources.map((source) => source.openOf(branches)));
    return lists.flat().toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  }
}
