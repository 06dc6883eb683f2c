import { setTimeout as sleep } from 'node:timers/promises';

export interface Account {
  readonly account: string;
  readonly password: string;
}

/** An answer that is no success; the message is what the server said. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Options {
  readonly body?: unknown;
  readonly role?: string;
  readonly unit?: string;
}

/** One person at the public HTTP interface: signs in when needed, and reads only what has caught up with what it wrote. */
export class HttpClient {
  private token: string | undefined;
  private position: string | undefined;

  constructor(
    private readonly baseUrl: string,
    private readonly account: Account,
  ) {}

  /** `after` is where the log stood after the last command of anyone who shares this story. */
  async get<T>(path: string, after: string | undefined = this.position): Promise<T> {
    const separator = path.includes('?') ? '&' : '?';
    return this.send<T>(
      'GET',
      after === undefined ? path : `${path}${separator}after=${encodeURIComponent(after)}`,
      {},
    );
  }

  async post<T>(path: string, body: unknown = {}, options: Omit<Options, 'body'> = {}): Promise<T> {
    return this.send<T>('POST', path, { body, ...options });
  }

  async put<T>(path: string, body: unknown = {}, options: Omit<Options, 'body'> = {}): Promise<T> {
    return this.send<T>('PUT', path, { body, ...options });
  }

  get logPosition(): string | undefined {
    return this.position;
  }

  private async send<T>(method: string, path: string, options: Options, attempt = 1): Promise<T> {
    this.token ??= await this.signIn();
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'accept-language': 'zh-CN',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.role === undefined ? {} : { 'acting-role': options.role }),
        ...(options.unit === undefined ? {} : { 'acting-unit': options.unit }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (response.status === 401 && attempt === 1) {
      this.token = undefined;
      return this.send<T>(method, path, options, attempt + 1);
    }
    if (response.status === 429 && attempt < 10) {
      await sleep(Number(response.headers.get('retry-after') ?? 1) * 1000);
      return this.send<T>(method, path, options, attempt + 1);
    }
    this.position = response.headers.get('log-position') ?? this.position;
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer as T;
    const { code, detail } = answer as { code: string; detail: string };
    throw new Refused(response.status, code, `${method} ${path}: ${String(response.status)} ${code} ${detail} ${text}`);
  }

  private async signIn(): Promise<string> {
    const response = await fetch(`${this.baseUrl}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' },
      body: JSON.stringify({ account: this.account.account, password: this.account.password }),
    });
    const answer = (await response.json()) as { token?: string; code?: string; detail?: string };
    if (answer.token === undefined) {
      throw new Refused(response.status, answer.code ?? '', `${this.account.account}: ${answer.detail ?? ''}`);
    }
    return answer.token;
  }
}
