import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { providersOf } from '#platform/discovery/providers-of.js';
import type { ItemPlace, ItemTasks, ListRequest, ProblemLine } from './published/list-source.js';
import { ProblemListSource, TaskSource } from './published/list-source.js';

const byPlace = (a: ItemPlace, b: ItemPlace): number => {
  if (a.branch !== b.branch) return a.branch < b.branch ? -1 : 1;
  return a.no < b.no ? -1 : a.no > b.no ? 1 : 0;
};

/** Asks every source that any module provides, and puts what they give in one order. */
@Injectable()
export class ListSources {
  constructor(private readonly discovery: DiscoveryService) {}

  async problems(request: ListRequest): Promise<readonly ProblemLine[]> {
    const lists = await Promise.all(
      providersOf(this.discovery, ProblemListSource).map((source) => source.problems(request)),
    );
    return lists
      .flat()
      .sort(byPlace)
      .slice(0, request.limit + 1);
  }

  async items(request: ListRequest): Promise<readonly ItemTasks[]> {
    const lists = await Promise.all(providersOf(this.discovery, TaskSource).map((source) => source.items(request)));
    return lists
      .flat()
      .sort(byPlace)
      .slice(0, request.limit + 1);
  }
}
