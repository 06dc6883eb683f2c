import { SystemClock } from '#time/clock.js';

/** The clock of sessions: never the one of business days, which a demonstration may move by months. */
export class SessionClock extends SystemClock {}
