export type RequestHeaders = Readonly<Record<string, string>>;

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    /** The JSON of the answer, or its text. */
    readonly body: unknown,
  ) {}

  /** A part of the JSON: `at('users', 0, 'id')`; undefined where there is none. */
  at(...path: readonly (string | number)[]): unknown {
    return path.reduce<unknown>(
      (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
      this.body,
    );
  }

  /** The same as text; throws where there is none. */
  text(...path: readonly (string | number)[]): string {
    const part = this.at(...path);
    if (typeof part !== 'string') throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(this.body)}`);
    return part;
  }

  /** Code of the problem, if it is one. */
  get code(): unknown {
    return this.at('code');
  }

  /** `path: code` of each error of a problem. */
  get errors(): readonly string[] {
    const errors = this.at('errors');
    return Array.isArray(errors)
      ? errors.map((_error, n) => `${this.text('errors', n, 'path')}: ${this.text('errors', n, 'code')}`)
      : [];
  }
}

/** Speaks to a listening application as a client would. */
export class HttpClient {
  constructor(
    readonly url: string,
    readonly headers: RequestHeaders = {},
  ) {}

  with(headers: RequestHeaders): HttpClient {
    return new HttpClient(this.url, { ...this.headers, ...headers });
  }

  get(path: string, headers: RequestHeaders = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: object, headers: RequestHeaders = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body?: object, headers: RequestHeaders = {}): Promise<Answer> {
    return this.send('PUT', path, body, headers);
  }

  delete(path: string, headers: RequestHeaders = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, headers);
  }

  send(method: string, path: string, body?: object, headers: RequestHeaders = {}): Promise<Answer> {
    const type: RequestHeaders = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return this.raw(method, path, body === undefined ? undefined : JSON.stringify(body), { ...type, ...headers });
  }

  /** A body as it is, whatever it is. */
  async raw(
    method: string,
    path: string,
    body: string | Uint8Array | undefined,
    headers: RequestHeaders = {},
  ): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...this.headers, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    const parsed: unknown = isJson ? JSON.parse(text) : text;
    return new Answer(response.status, response.headers, parsed);
  }

  /** A client with the bearer token of a new session. */
  async signIn(account: string, password: string): Promise<HttpClient> {
    const answer = await this.post('/api/v1/sessions', { account, password });
    if (answer.status !== 201) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
    return this.with({ Authorization: `Bearer ${answer.text('token')}` });
  }
}
