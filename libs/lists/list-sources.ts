import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
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
    const lists = await Promise.all(this.sources(ProblemListSource).map((source) => source.problems(request)));
    return lists
      .flat()
      .sort(byPlace)
      .slice(0, request.limit + 1);
  }

  async items(request: ListRequest): Promise<readonly ItemTasks[]> {
    const lists = await Promise.all(this.sources(TaskSource).map((source) => source.items(request)));
    return lists
      .flat()
      .sort(byPlace)
      .slice(0, request.limit + 1);
  }

  private sources<Source extends object>(of: abstract new () => Source): readonly Source[] {
    const found = this.discovery
      .getProviders()
      .map(({ instance }): unknown => instance)
      .filter((instance): instance is Source => instance instanceof of);
    return [...new Set(found)];
  }
}
