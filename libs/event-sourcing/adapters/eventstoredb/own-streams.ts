/** Which streams of the server are of this log: those whose name begins with its prefix. */
export class OwnStreams {
  /** @param prefix — no log's prefix on one server may begin with another's; '' : every stream but the system's. */
  constructor(readonly prefix: string) {
    if (prefix.startsWith('$')) throw new RangeError('the prefix of the streams must not begin with $');
  }

  /** As the server names it. */
  onServer(stream: string): string {
    const name = this.prefix + stream;
    if (name.startsWith('$')) throw new RangeError(`${stream}: names that begin with $ belong to the system`);
    return name;
  }

  has(serverName: string): boolean {
    return !serverName.startsWith('$') && serverName.startsWith(this.prefix);
  }

  /** As the log names it. */
  inLog(serverName: string): string {
    return serverName.slice(this.prefix.length);
  }

  /** What the server is to send of the whole log. */
  get filter(): StreamFilter {
    return this.prefix === '' ? { regex: '^[^$]' } : { prefixes: [this.prefix] };
  }

  /** The metadata of our streams, of deleted ones too. */
  get metadataFilter(): StreamFilter {
    return this.prefix === '' ? { regex: '^\\$\\$[^$]' } : { prefixes: [`$$${this.prefix}`] };
  }
}

export type StreamFilter = { readonly regex: string } | { readonly prefixes: readonly string[] };
