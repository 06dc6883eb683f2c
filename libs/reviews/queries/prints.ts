import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Level } from '#access/levels.js';
import type { Principal } from '#platform/auth/principal.js';
import { ExportLog } from '#platform/exports/export-log.js';

export interface Print {
  /** Route of what is printed, without its parameters. */
  readonly what: `reviews/${string}`;
  /** Which of them it is. */
  readonly of: { readonly year: number; readonly branch?: string };
  readonly level: Level;
  readonly text: string;
}

/** Sends a text to print out of the house, after that was logged. */
@Injectable()
export class Prints {
  constructor(private readonly log: ExportLog) {}

  async send({ what, of, level, text }: Print, { person }: Principal, reply: FastifyReply): Promise<string> {
    await this.log.record({ person, what, filter: of, lines: text.split('\n').length, level });
    void reply.type('text/markdown; charset=utf-8');
    return text;
  }
}
