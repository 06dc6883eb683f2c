import { Module } from '@nestjs/common';
import { instructionAnswered } from './commands/answer-instruction.js';
import { instructionConcluded } from './commands/conclude-instruction.js';
import { instructionGiven } from './commands/give-instruction.js';
import { reminderIssued } from './commands/issue-reminder.js';
import { instructionAnswerReturned } from './commands/return-instruction-answer.js';
import { noteTaken } from './commands/take-note.js';
import { OversightController } from './oversight.controller.js';

const COMMANDS = [
  noteTaken,
  reminderIssued,
  instructionGiven,
  instructionAnswered,
  instructionAnswerReturned,
  instructionConcluded,
];

/** Notes, reminders and instructions. */
@Module({ controllers: [OversightController], providers: [...COMMANDS] })
export class OversightModule {}
