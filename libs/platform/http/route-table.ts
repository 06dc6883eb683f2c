import { Injectable } from '@nestjs/common';

/** The methods that each address takes, for the answer to one it does not take. */
@Injectable()
export class RouteTable {
  private readonly routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  add(methods: string | readonly string[], template: string): void {
    const route = this.routes.get(template) ?? { pattern: patternOf(template), methods: new Set() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.routes.set(template, route);
  }

  methodsOf(path: string): readonly string[] {
    const found = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function patternOf(template: string): RegExp {
  const parts = template.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : escaped(part)));
  return new RegExp(`^${parts.join('/')}$`);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
