import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

/** Argon2id (the library's own choice) with OWASP's parameters: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Without characters that are mistaken for others when read out or copied from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Hashing runs in the library's threads; the event loop stays free. */
@Injectable()
export class Passwords {
  private readonly nobody = hash('the password of nobody', COST);

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFC'), COST);
  }

  /** Without a hash (no such account) it takes the same time, and the answer is no. */
  async matches(passwordHash: string | undefined, password: string): Promise<boolean> {
    const matched = await verify(passwordHash ?? (await this.nobody), password.normalize('NFC'));
    return matched && passwordHash !== undefined;
  }

  /** One that is told once; about 99 bits. */
  oneTime(): string {
    const group = () =>
      Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
    return Array.from({ length: GROUPS }, group).join('-');
  }
}
