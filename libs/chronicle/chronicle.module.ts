import { Module } from '@nestjs/common';
import { AmendedPage } from './amended-page.js';
import { AnnualSheets } from './http/annual-sheets.js';
import { ReplaysController } from './http/replays.controller.js';
import { SheetsController } from './http/sheets.controller.js';
import { TimelineController } from './http/timeline.controller.js';
import { ChangesController } from './live/changes.controller.js';
import { ChangesSince } from './live/changes-since.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveSessions } from './live/live-sessions.js';
import { LiveStreams } from './live/live-streams.js';
import { CyclesQuery } from './projections/cycles/cycles.query.js';
import { TimelineQuery } from './projections/timeline/timeline.query.js';
import { Replays } from './replay/replays.js';

/** What spans the contexts: history, annual sheets, the replay of a year, and live changes. */
@Module({
  controllers: [TimelineController, SheetsController, ReplaysController, ChangesController],
  providers: [
    AmendedPage,
    TimelineQuery,
    CyclesQuery,
    AnnualSheets,
    Replays,
    ChangesSince,
    LiveFeed,
    LiveSessions,
    LiveStreams,
  ],
})
export class ChronicleModule {}
