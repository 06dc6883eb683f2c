import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ACTS, rolesOf } from '#access/acts.js';
import type { Act, ActName } from '#access/acts.js';
import { levelRefusal, USUAL_LEVEL } from '#access/levels.js';
import type { Role } from '#access/roles.js';
import type { CommandContext } from '#event-sourcing/decider.js';
import { freeText } from '#event-sourcing/event.js';
import type { Basis } from '#event-sourcing/event.js';
import { daysBetween } from '#time/local-date.js';
import type { LocalDate } from '#time/local-date.js';
import { CommandContexts } from '../http/command-contexts.js';
import { fault } from '../http/fault.js';
import type { Params } from '../http/fault.js';
import type { RecordedCommand } from '../http/recorded-command.js';
import { RequestProblem } from '../http/request-problem.js';
import { actingOf } from './acting.js';
import type { Acting } from './acting.js';
import { BusinessDay } from './business-day.js';
import { Grants } from './grants.js';
import { DEFAULT_GRACE_DAYS, LateEntryPolicy } from './late-entry-policy.js';
import type { Principal } from './principal.js';
import { RECORDING_ROLES } from './recording-roles.js';
import { commandIdOf, headerOf, ifMatchOf, requestHashOf } from './request-identity.js';

/** Acts of a meeting: its minutes are their basis. */
const MINUTED = /^(?:comment|give-summary|issue-requirement|raise-common-problem|record-.+)$/;

interface Actor {
  readonly actor: string;
  readonly affiliation?: string;
  readonly acting: Acting;
}

/** Makes the context of a command from its request. */
@Injectable()
export class RequestContexts extends CommandContexts {
  constructor(
    private readonly grants: Grants,
    private readonly businessDay: BusinessDay,
    @Optional() @Inject(LateEntryPolicy) private readonly policy: LateEntryPolicy | null,
  ) {
    super();
  }

  async of(request: FastifyRequest, act: ActName, command: RecordedCommand): Promise<CommandContext> {
    const { principal } = request;
    if (principal === undefined) throw new RequestProblem(401, 'not-signed-in');
    const today = this.businessDay.today();
    const { occurredOn = today, seq, basis, level = USUAL_LEVEL, lateReason } = command;
    checkDays(occurredOn, today, command);
    const objection = await this.lateness(occurredOn, today, command);
    const { actor, affiliation, acting } = await this.actorOf(request, principal, act, command, occurredOn);
    const outOfLevel = levelRefusal(act, acting.role, level);
    if (outOfLevel !== undefined) throw refused(outOfLevel, 'level', { act: ACTS[act].zh, actEn: ACTS[act].en });
    const ifMatch = ifMatchOf(request);
    return {
      commandId: commandIdOf(request, principal.person),
      requestHash: requestHashOf(request, command, acting),
      correlationId: request.correlationId,
      actor,
      ...acting,
      ...(affiliation === undefined ? {} : { affiliation }),
      recordedBy: principal.person,
      ...(basis === undefined ? {} : { basis: plain(basis) }),
      ...(level === USUAL_LEVEL ? {} : { level }),
      ...(lateReason === undefined ? {} : { lateReason: freeText(lateReason) }),
      occurredOn,
      ...(seq === undefined ? {} : { seq }),
      today,
      now: this.businessDay.now().toISOString(),
      ...(ifMatch === undefined ? {} : { ifMatch }),
      ...(objection === undefined ? {} : { objection }),
    };
  }

  ofWhole(request: FastifyRequest, act: ActName, body: object): CommandContext {
    const { principal } = request;
    if (principal === undefined) throw new RequestProblem(401, 'not-signed-in');
    const { person, grants } = principal;
    const wishes = { role: headerOf(request, 'acting-role'), unit: headerOf(request, 'acting-unit') };
    const roles: readonly Role[] = [...rolesOf(act), ...RECORDING_ROLES];
    const held = grants.find(({ role }) => roles.includes(role) && (wishes.role ?? role) === role);
    if (held === undefined) throw new RequestProblem(403, 'not-allowed');
    const today = this.businessDay.today();
    return {
      commandId: commandIdOf(request, person),
      requestHash: requestHashOf(request, body, wishes),
      correlationId: request.correlationId,
      actor: person,
      role: held.role,
      recordedBy: person,
      occurredOn: today,
      today,
      now: this.businessDay.now().toISOString(),
    };
  }

  /** Not thrown here: what was recorded in time may be sent again later. */
  private async lateness(
    occurredOn: LocalDate,
    today: LocalDate,
    { lateReason }: RecordedCommand,
  ): Promise<RequestProblem | undefined> {
    if (lateReason !== undefined || occurredOn === today) return undefined;
    const days = (await this.policy?.graceDays(today)) ?? DEFAULT_GRACE_DAYS;
    return daysBetween(occurredOn, today) > days ? refused('late-reason-required', 'lateReason', { days }) : undefined;
  }

  private actorOf(
    request: FastifyRequest,
    principal: Principal,
    act: ActName,
    { actor, basis }: RecordedCommand,
    occurredOn: LocalDate,
  ): Promise<Actor> | Actor {
    const wishes = { role: headerOf(request, 'acting-role'), unit: headerOf(request, 'acting-unit') };
    const allowed = rolesOf(act);
    if (actor === undefined || actor === principal.person) {
      const { person, affiliation, grants } = principal;
      const acting = actingOf(grants, allowed, wishes);
      return { actor: person, acting, ...(affiliation === undefined ? {} : { affiliation }) };
    }
    if (!principal.grants.some(({ role }) => RECORDING_ROLES.includes(role)))
      throw new RequestProblem(403, 'actor-is-another');
    if (basis === undefined && !MINUTED.test(act)) throw refused('basis-required', 'basis');
    return this.named(actor, allowed, wishes, occurredOn);
  }

  /** Somebody else decided, on paper: what counts is the role held on that day. */
  private async named(
    actor: string,
    allowed: Act['by'],
    wishes: { role: string | undefined; unit: string | undefined },
    occurredOn: LocalDate,
  ): Promise<Actor> {
    const held = await this.grants.of(actor, occurredOn);
    if (held === undefined || !held.grants.some(({ role }) => allowed.includes(role)))
      throw refused('actor-lacks-role', 'actor', { day: occurredOn });
    const { affiliation, grants } = held;
    return { actor, acting: actingOf(grants, allowed, wishes), ...(affiliation === undefined ? {} : { affiliation }) };
  }
}

const checkDays = (occurredOn: LocalDate, today: LocalDate, { basis }: RecordedCommand): void => {
  if (occurredOn > today) throw refused('occurred-in-future', 'occurredOn', { today });
  if ((basis?.date ?? today) > today) throw refused('basis-in-future', 'basis.date', { today });
};

const refused = (code: string, path: string, params: Params = {}): RequestProblem =>
  new RequestProblem(422, code, params, [fault(code, params, path)]);

const plain = ({ kind, date, number, scan }: Basis): Basis => ({
  kind,
  date,
  ...(number === undefined ? {} : { number }),
  ...(scan === undefined ? {} : { scan }),
});
