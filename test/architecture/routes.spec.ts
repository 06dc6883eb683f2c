import { DiscoveryService } from '@nestjs/core';
import { ACTS } from '#access/acts.js';
import { ListExports } from '#lists/list-exports.js';
import { RouteAudit } from '#platform/http/route-audit.js';
import type { DeclaredRoute } from '#platform/http/route-audit.js';
import { Prints } from '#reviews/queries/prints.js';
import { runningProduct } from './running-product.js';
import type { RunningProduct } from './running-product.js';

/** Where `@CommandHandler(command)` of `@nestjs/cqrs` writes down its command. */
const COMMAND_HANDLER_METADATA = '__commandHandler__';

/** Where `@ApiProduces(…)` writes down the media types of a route. */
const PRODUCES_METADATA = 'swagger/apiProduces';
const TAKEN_OUT = ['text/csv', 'text/markdown'];

/** What sends something out of the house after it was logged. */
const LOGGING: readonly unknown[] = [ListExports, Prints];

const takenOut = (controller: { readonly name: string; readonly prototype: object }): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
    .filter(([, { value }]) => {
      const types: unknown = typeof value === 'function' ? Reflect.getMetadata(PRODUCES_METADATA, value) : undefined;
      return Array.isArray(types) && types.some((type) => TAKEN_OUT.includes(String(type)));
    })
    .map(([method]) => `${controller.name}.${method}`);

const unlogged = (controller: { readonly name: string; readonly prototype: object }): string[] => {
  const injected: unknown = Reflect.getMetadata('design:paramtypes', controller);
  const logs = Array.isArray(injected) && injected.some((each) => LOGGING.includes(each));
  return logs ? [] : takenOut(controller);
};

type Class = abstract new (...args: never[]) => unknown;

const undeclared = (routes: readonly DeclaredRoute[]): string[] =>
  routes.filter(({ access }) => access === undefined).map(({ controller, method }) => `${controller}.${method}`);

const without = (wanted: readonly Class[], handled: ReadonlySet<unknown>): string[] =>
  wanted.filter((command) => !handled.has(command)).map(({ name }) => name);

describe('routes', () => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await runningProduct();
  });
  afterAll(() => product.stop());

  /** The class of the first argument of every route that performs one act. */
  const commands = (): Class[] =>
    product.app
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ metatype }) => {
        const prototype = (metatype as { prototype: object }).prototype;
        return product.app
          .get(RouteAudit)
          .routes()
          .filter(
            ({ controller, access }) =>
              controller === metatype?.name && access?.kind === 'act' && access.several !== true,
          )
          .map(({ method }) => (Reflect.getMetadata('design:paramtypes', prototype, method) as Class[])[0])
          .filter((command) => command !== undefined);
      });

  const handled = (): Set<unknown> => {
    const commandOf = (metatype: unknown): unknown =>
      typeof metatype === 'function' ? Reflect.getMetadata(COMMAND_HANDLER_METADATA, metatype) : undefined;
    return new Set(
      product.app
        .get(DiscoveryService)
        .getProviders()
        .map(({ metatype }) => commandOf(metatype)),
    );
  };

  test('each declares who may call it', () => {
    const routes = product.app.get(RouteAudit).routes();
    expect(routes.length).toBeGreaterThan(80);
    expect(undeclared(routes)).toEqual([]);
    expect(undeclared([...routes, { controller: 'Forgotten', method: 'open', access: undefined }])).toEqual([
      'Forgotten.open',
    ]);
  });

  test('each act of the table has a route, and each route an act of the table', () => {
    const acts = product.app
      .get(RouteAudit)
      .routes()
      .flatMap(({ access }) => (access?.kind === 'act' ? [access.act] : []));
    expect([...new Set(acts)].sort()).toEqual(Object.keys(ACTS).sort());
  });

  test('each command has a handler', () => {
    class Forgotten {}
    const single = commands();
    expect(single.length).toBeGreaterThan(50);
    expect(without(single, handled())).toEqual([]);
    expect(without([...single, Forgotten], handled())).toEqual(['Forgotten']);
  });

  test('each that gives a file or a text to print has the log of exports before it', () => {
    class Forgotten {
      open(): string {
        return '';
      }
    }
    Reflect.defineMetadata(PRODUCES_METADATA, ['text/markdown'], Forgotten.prototype.open);
    const controllers = product.app
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype] : []));
    expect(controllers.flatMap(takenOut)).toEqual(
      expect.arrayContaining([
        'PreparationController.brief',
        'ReviewQueriesController.minutes',
        'ListsController.tasks',
      ]),
    );
    expect(controllers.flatMap(unlogged)).toEqual([]);
    expect(unlogged(Forgotten)).toEqual(['Forgotten.open']);
  });
});
