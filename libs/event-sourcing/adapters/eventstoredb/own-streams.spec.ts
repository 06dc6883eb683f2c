import { describe, expect, it } from '@jest/globals';
import { OwnStreams } from './own-streams.js';

const matches = (filter: OwnStreams['filter'], name: string): boolean =>
  'regex' in filter ? new RegExp(filter.regex).test(name) : filter.prefixes.some((prefix) => name.startsWith(prefix));

describe.each(['', 'office-'])('our streams under the prefix %j', (prefix) => {
  const streams = new OwnStreams(prefix);

  it('have it on the server and not in the log', () => {
    expect(streams.onServer('branch-03')).toBe(`${prefix}branch-03`);
    expect(streams.inLog(`${prefix}branch-03`)).toBe('branch-03');
    expect(streams.has(`${prefix}branch-03`)).toBe(true);
  });

  it('are what the server is asked for, without one of the system', () => {
    const { filter, metadataFilter } = streams;
    expect(matches(filter, `${prefix}problem-1`)).toBe(true);
    for (const name of ['$ce-branch', '$stats-127.0.0.1:2113', `$$${prefix}problem-1`, `$et-${prefix}`]) {
      expect(matches(filter, name)).toBe(false);
      expect(streams.has(name)).toBe(false);
    }
    expect(matches(metadataFilter, `$$${prefix}problem-1`)).toBe(true);
    expect(matches(metadataFilter, '$$$stats')).toBe(false);
    expect(matches(metadataFilter, `${prefix}problem-1`)).toBe(false);
  });
});

describe('our streams', () => {
  it('are not those of another prefix', () => {
    const streams = new OwnStreams('office-');
    expect(streams.has('other-branch-03')).toBe(false);
    expect(matches(streams.filter, 'other-branch-03')).toBe(false);
  });

  it('never get a name of the system', () => {
    expect(() => new OwnStreams('$own-')).toThrow(RangeError);
    expect(() => new OwnStreams('').onServer('$ce-branch')).toThrow(RangeError);
  });
});
