import { handles } from '#event-sourcing/command-handler.js';
import { FromPath, Line, Whole } from '#platform/http/fields.js';
import { RecordedCommand } from '#platform/http/recorded-command.js';
import { publish } from '../domain/publication.js';
import { CALENDAR_STREAM } from '../events.js';
import { workCalendar } from '../published/work-calendar.js';
import { Days } from './days.js';

export class PublishCalendar extends RecordedCommand {
  @FromPath()
  @Whole({ min: 2000, max: 2100, example: 2024 })
  readonly year: number;

  /** 节假日: days off, weekends included or not. */
  @Days({ example: ['2024-02-12', '2024-02-13'] })
  readonly holidays: string[];

  /** 调休: weekends that are worked. */
  @Days({ example: ['2024-02-04', '2024-02-18'] })
  readonly workdays: string[];

  @Line({ max: 100, example: '国办发明电〔2023〕7号', optional: true })
  readonly documentNumber?: string;
}

export const publishCalendar = handles({
  command: PublishCalendar,
  aggregate: workCalendar,
  stream: () => CALENDAR_STREAM,
  decide: publish,
});
