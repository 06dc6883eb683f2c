import type { HttpClient } from '#platform/testing/http-client.js';

export interface SseMessage {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

/** Reads a stream of server-sent events as a browser would. */
export class SseReader {
  private readonly stop = new AbortController();
  private readonly messages: SseMessage[] = [];
  private readonly waiting = new Set<() => void>();
  private over = false;

  private constructor(
    readonly status: number,
    readonly headers: Headers,
    body: ReadableStream<Uint8Array> | null,
  ) {
    void this.read(body);
  }

  static async open(client: HttpClient, path: string, headers: Record<string, string> = {}): Promise<SseReader> {
    const controller = new AbortController();
    const response = await fetch(new URL(path, client.url), {
      headers: { ...client.headers, ...headers },
      signal: controller.signal,
    });
    const reader = new SseReader(response.status, response.headers, response.body);
    reader.stop.signal.addEventListener('abort', () => controller.abort());
    return reader;
  }

  get all(): readonly SseMessage[] {
    return this.messages;
  }

  /** The first message, of those seen and to come, that is as wanted. */
  async until(wanted: (message: SseMessage) => boolean, timeoutMs = 10_000): Promise<SseMessage> {
    const found = (): SseMessage | undefined => this.messages.find(wanted);
    await this.wait(() => found() !== undefined || this.over, timeoutMs);
    const message = found();
    if (message === undefined) throw new Error(`not heard; heard: ${JSON.stringify(this.messages)}`);
    return message;
  }

  /** Resolves when the server has ended it. */
  ended(timeoutMs = 10_000): Promise<void> {
    return this.wait(() => this.over, timeoutMs);
  }

  close(): void {
    this.stop.abort();
  }

  private async wait(done: () => boolean, timeoutMs: number): Promise<void> {
    const end = performance.now() + timeoutMs;
    while (!done()) {
      if (performance.now() > end) throw new Error(`waited in vain; heard: ${JSON.stringify(this.messages)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  private async read(body: ReadableStream<Uint8Array> | null): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const part of body ?? []) {
        text += decoder.decode(part, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        this.messages.push(...blocks.map(parsed));
        this.wake();
      }
    } catch {
      // Closed by us or by the server: either way it is over.
    }
    this.over = true;
    this.wake();
  }

  private wake(): void {
    for (const go of this.waiting) go();
    this.waiting.clear();
  }
}

const parsed = (block: string): SseMessage => {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
  const id = fields.get('id');
  const data: unknown = JSON.parse(fields.get('data') ?? 'null');
  return { ...(id === undefined ? {} : { id }), event: fields.get('event') ?? '', data };
};
