import { beforeEach, describe, expect, it } from '@jest/globals';
import { Interrupted, Progress } from './progress.js';
import { RecordedTerminal } from './testing/recorded-terminal.js';

let time: number;
const now = (): number => time;

beforeEach(() => {
  time = 0;
});

describe('progress where standard error is a file', () => {
  it('says nothing of work that is done at once', () => {
    const terminal = new RecordedTerminal();
    const tick = new Progress(terminal, now).task('work', 1_000);
    time = 1_900;
    tick(1_000);
    expect(terminal.stderr).toBe('');
  });

  it('is a line every two seconds with events, rate and time left', () => {
    const terminal = new RecordedTerminal();
    const tick = new Progress(terminal, now).task('work', 12_000);
    for (time = 500; time <= 4_000; time += 500) tick(time);
    expect(terminal.stderr.split('\n')).toEqual([
      'work  2,000 / 12,000 事件 events  1,333/s  剩余 left 8 s',
      'work  4,000 / 12,000 事件 events  1,143/s  剩余 left 7 s',
      '',
    ]);
  });

  it('leaves out the end where nobody knows it, or where it was passed', () => {
    const terminal = new RecordedTerminal();
    const tick = new Progress(terminal, now).task('work');
    time = 2_000;
    tick(500);
    time = 4_000;
    tick(900, 700);
    expect(terminal.stderr).not.toMatch(/ \/ |left/);
  });
});

describe('progress on a screen', () => {
  it('is one line that changes and goes away before the result', () => {
    const terminal = new RecordedTerminal(true);
    const progress = new Progress(terminal, now);
    const tick = progress.task('work', 300);
    for (time = 100; time <= 300; time += 100) tick(time);
    progress.end();
    expect(terminal.stderr).not.toContain('\n');
    expect(terminal.stderr.split('\r\u001b[K').map((line) => line.slice(0, 10))).toEqual([
      '',
      'work  100 ',
      'work  200 ',
      'work  300 ',
      '',
    ]);
  });
});

it('ends the work that the operator interrupts', () => {
  const terminal = new RecordedTerminal();
  const tick = new Progress(terminal, now).task('work');
  tick(1);
  terminal.interruption.abort();
  expect(() => tick(2)).toThrow(Interrupted);
});
