import { readFileSync } from 'node:fs';
import type { HttpClient } from '#platform/testing/http-client.js';

/** Routes that answer from no read model, and those at which nothing stands in an office that has only had reviews. */
const OTHERS =
  /^\/api\/v1\/(sessions|me|persons|users|changes|drafts|exports|imports|entries|common-problems\/\{common\}|notices\/\{number\})(\/|$)/;

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every route that reads a read model, as the published description names it. */
const describedRoutes = (): string[] => {
  const { paths }: Described = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
  return Object.keys(paths).filter((path) => paths[path]?.['get'] !== undefined && !OTHERS.test(path));
};

/**
 * An address of every such route at which something stands, in the office that `growLog` makes.
 *
 * @throws when there is none for some route.
 */
export const readRoutes = async (client: HttpClient, year: number): Promise<readonly string[]> => {
  const first = async (list: string): Promise<string> =>
    encodeURIComponent((await client.get(`/api/v1/${list}?limit=1`)).text('items', 0, 'no'));
  const values: Readonly<Record<string, string>> = {
    code: 'B00001',
    branch: 'B00001',
    year: String(year),
    problem: await first('problems'),
    goal: await first('goals'),
    requirement: await first('requirements'),
  };
  return describedRoutes().map((route) =>
    route.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${route}: nobody knows a ${name}`);
      return value;
    }),
  );
};
