import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { providersOf } from '#platform/discovery/providers-of.js';
import { ImportKind } from '../import-kind.js';

/** Asks every kind that any module provides. */
@Injectable()
export class ImportKinds {
  constructor(private readonly discovery: DiscoveryService) {}

  /** In the order in which they are imported. */
  all(): readonly ImportKind[] {
    return providersOf(this.discovery, ImportKind).toSorted((a, b) => a.place - b.place);
  }

  named(name: string): ImportKind | undefined {
    return this.all().find((kind) => kind.name === name);
  }

  /** By the name of a sheet, in either language, or by its own. */
  ofSheet(sheet: string): ImportKind | undefined {
    const name = sheet.trim().toLowerCase();
    return this.all().find(({ name: own, form }) => [own, form.sheet.zh, form.sheet.en].includes(name));
  }
}
