import type { MeasureKind } from '#problems/events.js';
import type { Cast } from './cast.js';
import type { HttpClient } from './http-client.js';
import type { Script } from './script.js';
import { noticeOf } from './story-problems.js';
import type { NumberedProblem } from './story-problems.js';
import type { BranchStory } from './story-types.js';

export const PLAN_DUE = '2024-02-23';
const ACKNOWLEDGED = '2024-01-30';
const PLANNED = '2024-02-19';
const PLAN_APPROVED = '2024-02-22';

/** One problem's year, written down step by step; each method adds what happens on a day. */
export class ProblemYear {
  private readonly secretary: HttpClient;
  private readonly head: HttpClient;
  private readonly clerk: HttpClient;
  private sent = false;

  constructor(
    private readonly script: Script,
    private readonly cast: Cast,
    private readonly branch: BranchStory,
    private readonly problem: NumberedProblem,
  ) {
    this.secretary = cast.as(`secretary.${branch.code}`);
    this.head = cast.as('office.head');
    this.clerk = cast.as('office.clerk');
  }

  /** The notice to its branch names it. */
  dispatched(): this {
    this.sent = true;
    return this.step(ACKNOWLEDGED, this.secretary, 'acknowledgement');
  }

  /** Dispatched, contested, and sent to the same unit again. */
  contested(reason: string): this {
    this.sent = true;
    this.step('2024-01-29', this.secretary, 'contest', { reason });
    this.step('2024-02-02', this.head, 'dispatch', { noticeNumber: noticeOf(this.branch.code), planDueOn: PLAN_DUE });
    return this.step('2024-02-05', this.secretary, 'acknowledgement');
  }

  /** A plan whose measures are due on `dueOn`, the first one on `firstDueOn`; approved three days later. */
  planned(dueOn: string, kind: MeasureKind = 'by-date', planned = PLANNED, firstDueOn = dueOn): this {
    if (!this.sent) this.dispatched();
    const approved = planned === PLANNED ? PLAN_APPROVED : '2024-02-26';
    this.step(planned, this.secretary, 'plan', {
      cause: this.problem.cause,
      adoptedBy: '支部委员会',
      adoptedOn: planned,
      measures: this.problem.measures.map((words, index, all) => ({
        words,
        kind: kind === 'standing' && index < all.length - 1 ? 'by-date' : kind,
        responsiblePost: index === 0 ? '支部书记' : '组织委员',
        ...(kind === 'standing' && index === all.length - 1 ? {} : { dueOn: index === 0 ? firstDueOn : dueOn }),
        expectedResult: '有制度、有记录、可查证。',
      })),
    });
    return this.step(approved, this.head, 'plan/approval');
  }

  /** The clerk reports on every measure. */
  progress(day: string): this {
    for (const [index, words] of this.problem.measures.entries()) {
      this.script.on(day, () =>
        this.cast
          .as(`clerk.${this.branch.code}`)
          .post(`/problems/${this.problem.no}/measures/${String(index + 1)}/progress`, {
            words: `“${words}”已按计划推进。`,
            done: this.problem.path !== 'overdue' && this.problem.path !== 'in-progress',
          }),
      );
    }
    return this;
  }

  extend(day: string, dueOn: string, reason: string, grantedOn: string): this {
    this.step(day, this.secretary, 'extensions', { dueOn, reason });
    return this.step(grantedOn, this.head, 'extensions/1/grant');
  }

  submit(day: string): this {
    return this.step(day, this.secretary, 'submission', {
      summary: `针对“${this.problem.statement}”，各项措施已落实，报请核验。`,
      evidence: [
        { kind: 'ledger', title: '整改台账及会议记录', date: day, number: `${this.branch.code}支〔2024〕6号` },
      ],
    });
  }

  sendBack(day: string, reason: string): this {
    return this.step(day, this.clerk, 'return', { reason });
  }

  verify(day: string): this {
    return this.step(day, this.clerk, 'verification', { finding: '查阅台账并随机访谈三人，情况属实。' });
  }

  close(day: string): this {
    return this.step(day, this.head, 'closure', { conclusion: '同意销号。' });
  }

  keepUp(day: string): this {
    return this.step(day, this.head, 'standing');
  }

  note(day: string, words: string): this {
    return this.step(day, this.secretary, 'standing/notes', { words });
  }

  reopen(day: string, reason: string, dueOn: string): this {
    return this.step(day, this.head, 'reopening', { reason, dueOn });
  }

  withdraw(day: string, reason: string): this {
    return this.step(day, this.cast.as('chair'), 'withdrawal', { reason });
  }

  private step(day: string, who: HttpClient, act: string, body: object = {}): this {
    this.script.on(day, () => who.post(`/problems/${this.problem.no}/${act}`, body));
    return this;
  }
}
