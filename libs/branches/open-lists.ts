import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { OpenListSource, type OpenListItem } from './published/open-list.js';

const KINDS: readonly OpenListItem['kind'][] = ['problem', 'goal', 'requirement'];

/** Asks every source that any module provides. */
@Injectable()
export class OpenLists {
  constructor(private readonly discovery: DiscoveryService) {}

  /** Problems, goals, requirements, each by number. */
  async of(branches: readonly string[]): Promise<readonly OpenListItem[]> {
    const sources = this.discovery
      .getProviders()
      .map(({ instance }): unknown => instance)
      .filter((instance) => instance instanceof OpenListSource);
    const lists = await Promise.all([...new Set(sources)].map((source) => source.openOf(branches)));
    return lists.flat().toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  }
}
