/** How far the read models of this process have come, and whether they run. */
export abstract class ReadModels {
  /**
   * Resolves when all of these models have the position, with how far they are.
   * @throws ReadModelsBehind after `timeoutMs`.
   */
  abstract waitFor(
    models: readonly string[],
    after: string | undefined,
    timeoutMs: number,
  ): Promise<string | undefined>;
}
